// SPDX-License-Identifier: MIT
using TorchSharp;

namespace SolarGis.Models.Tests.Native;

public sealed class LibtorchLoadsTests
{
    [Fact]
    public void Libtorch_loads_on_this_system()
    {
        using var two = torch.ones(2);
        Assert.Equal(2f, two.sum().item<float>());
    }
}

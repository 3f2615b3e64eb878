// SPDX-License-Identifier: MIT
using TorchSharp;

namespace SolarGis.Models.Tests;

public sealed class DevicesTests
{
    [Theory]
    [InlineData("cpu")]
    [InlineData(" CPU ")]
    public void The_processor_is_always_there(string setting) => Assert.Equal(DeviceType.CPU, Devices.Parse(setting).type);

    [Fact]
    public void Auto_takes_a_gpu_where_there_is_one() =>
        Assert.Equal(torch.cuda.is_available() ? DeviceType.CUDA : DeviceType.CPU, Devices.Parse("auto").type);

    [Fact]
    public void A_gpu_that_is_not_there_is_said_to_be_missing()
    {
        var error = Assert.Throws<ModelException>(() => Devices.Parse("cuda:99"));
        Assert.Equal("DEVICE_MISSING", error.Reason);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("gpu")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda:1x")]
    [InlineData("cuda:99999999999")]
    public void Other_names_are_refused(string setting) => Assert.Equal("DEVICE_UNKNOWN", Assert.Throws<ModelException>(() => Devices.Parse(setting)).Reason);
}

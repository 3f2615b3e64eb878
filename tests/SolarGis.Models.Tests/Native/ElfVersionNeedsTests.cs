// SPDX-License-Identifier: MIT
using SolarGis.Models.Native;

namespace SolarGis.Models.Tests.Native;

public sealed class ElfVersionNeedsTests
{
    private static readonly string Library = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");

    [Fact]
    public void Weakening_sets_one_flag_per_entry_and_nothing_else()
    {
        Assert.SkipUnless(File.Exists(Library), "this build carries no Linux library");
        byte[] before = File.ReadAllBytes(Library), after = (byte[])before.Clone();

        int changed = ElfVersionNeeds.Weaken(after, "GLIBC_2.14");

        Assert.True(changed > 0);
        int[] different = [.. Enumerable.Range(0, before.Length).Where(i => before[i] != after[i])];
        Assert.Equal(changed, different.Length);
        Assert.All(different, i => Assert.Equal(before[i] | 2, after[i]));
    }

    [Fact]
    public void Weakening_twice_changes_nothing_more()
    {
        Assert.SkipUnless(File.Exists(Library), "this build carries no Linux library");
        byte[] image = File.ReadAllBytes(Library);
        ElfVersionNeeds.Weaken(image, "GLIBC_2.14");

        Assert.Equal(0, ElfVersionNeeds.Weaken(image, "GLIBC_2.14"));
    }

    [Fact]
    public void An_unknown_version_changes_nothing()
    {
        Assert.SkipUnless(File.Exists(Library), "this build carries no Linux library");
        byte[] before = File.ReadAllBytes(Library), after = (byte[])before.Clone();

        Assert.Equal(0, ElfVersionNeeds.Weaken(after, "GLIBCXX_9.9.9"));
        Assert.Equal(before, after);
    }

    [Fact]
    public void What_is_not_an_elf_file_is_refused() =>
        Assert.Throws<InvalidDataException>(() => ElfVersionNeeds.Weaken(new byte[128], "GLIBC_2.14"));
}

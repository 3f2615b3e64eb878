// SPDX-License-Identifier: MIT
using CsCheck;

namespace SolarGis.Jobs.Tests;

public sealed class IdentifierTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("Run_7-b")]
    [InlineData("console")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123")]
    public void A_plain_name_passes(string id) => Assert.Equal(id, Identifier.Check(id, "job"));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("é")]
    [InlineData("a.tif")]
    [InlineData("NUL")]
    [InlineData("com1")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234")]
    public void Anything_that_means_more_to_a_file_system_is_refused(string id)
    {
        var error = Assert.Throws<JobException>(() => Identifier.Check(id, "job"));
        Assert.Equal("ID_INVALID", error.Reason);
        Assert.Contains("choose another", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_passes_is_one_visible_level_of_a_path() => Gen.String[Gen.Char["aZ09_-./\\: ~*\0é"], 1, 8].Sample(id =>
    {
        try
        {
            Identifier.Check(id, "upload");
        }
        catch (JobException)
        {
            return true;
        }
        return Path.GetFileName(Path.GetFullPath(Path.Combine("/root", id))) == id && !id.StartsWith('.');
    });
}

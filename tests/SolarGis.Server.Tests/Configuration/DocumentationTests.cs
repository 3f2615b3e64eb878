// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using SolarGis.Server.Configuration;

namespace SolarGis.Server.Tests.Configuration;

public sealed partial class DocumentationTests
{
    [Fact]
    public void Every_setting_is_documented_with_its_default_and_none_that_there_is_not()
    {
        Dictionary<string, string> documented = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "server-settings.md"))
            .Select(line => Row().Match(line)).Where(row => row.Success)
            .ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value.Trim('`'));
        Dictionary<string, object?> settings = Settings(new ServerOptions(), "").ToDictionary();

        Assert.Equal(settings.Keys.Order(), documented.Keys.Order());
        foreach ((string name, object? value) in settings)
        {
            string expected = value switch
            {
                _ when name == "Data" => "the user's own",
                null when name == "Engine:Command" => "this program",
                null or Array => "none",
                bool flag => flag ? "true" : "false",
                _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
            };
            Assert.True(expected == documented[name], $"{name} is {expected} and documented as {documented[name]}");
        }
    }

    private static IEnumerable<KeyValuePair<string, object?>> Settings(object options, string prefix) =>
        options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).SelectMany(property =>
            property.PropertyType.Namespace == typeof(ServerOptions).Namespace
                ? Settings(property.GetValue(options)!, $"{prefix}{property.Name}:")
                : [new($"{prefix}{property.Name}", property.GetValue(options))]);

    [GeneratedRegex(@"^\| `([A-Za-z0-9:]+)` \| ([^|]+?) \|")]
    private static partial Regex Row();
}

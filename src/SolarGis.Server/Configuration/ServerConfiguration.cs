// SPDX-License-Identifier: MIT
using System.Text.Json;
using System.Text.RegularExpressions;
using SolarGis.Jobs;

namespace SolarGis.Server.Configuration;

/// <summary>Reads the settings: <c>appsettings.json</c>, the data folder's <c>settings.json</c>, <c>SOLARGIS__*</c>, the command line.</summary>
internal static partial class ServerConfiguration
{
    private const string Prefix = "SOLARGIS__";

    /// <summary>Reads and checks the settings.</summary>
    /// <param name="commandLine">Settings by name ("Limits:QueuedJobs") that the command line gave.</param>
    /// <exception cref="ConfigurationException">A setting is unknown or cannot be used.</exception>
    public static ServerOptions Read(IEnumerable<KeyValuePair<string, string?>> commandLine)
    {
        List<KeyValuePair<string, string?>> given = [.. commandLine];
        // The user's file lies in the data folder, which the other layers name.
        string data = Bind(Layers(null, given)).Data;
        if (data.Length == 0)
            throw new ConfigurationException(["Data is empty; name the data folder."]);
        ServerOptions options = Bind(Layers(new DataFolder(data).SettingsFile, given));
        options.Data = data;
        IReadOnlyList<string> problems = OptionsCheck.Problems(options);
        return problems.Count == 0 ? options : throw new ConfigurationException(problems);
    }

    private static IConfiguration Layers(string? userFile, IEnumerable<KeyValuePair<string, string?>> commandLine)
    {
        var builder = new ConfigurationBuilder();
        builder.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true, reloadOnChange: false);
        if (userFile is not null)
            builder.AddJsonFile(userFile, optional: true, reloadOnChange: false);
        builder.AddEnvironmentVariables(Prefix);
        builder.AddInMemoryCollection(commandLine);
        try
        {
            return builder.Build();
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or FormatException)
        {
            throw new ConfigurationException([$"A settings file is not valid JSON: {(e.InnerException ?? e).Message.TrimEnd('.')}."], e);
        }
    }

    private static ServerOptions Bind(IConfiguration configuration)
    {
        var options = new ServerOptions();
        try
        {
            configuration.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
            return options;
        }
        catch (InvalidOperationException e)
        {
            Match conversion = Conversion().Match(e.Message);
            string problem = conversion.Success
                ? $"{conversion.Groups["key"].Value} is '{conversion.Groups["value"].Value}', which is not {Kind(conversion.Groups["type"].Value)}."
                : $"There is no setting {Unknown().Match(e.Message).Groups["keys"].Value}; README.md of the server lists them all.";
            throw new ConfigurationException([problem], e);
        }
    }

    private static string Kind(string type) => type switch
    {
        "System.Int32" or "System.Int64" => "a whole number",
        "System.Double" => "a number",
        "System.Boolean" => "true or false",
        _ => "what this setting takes",
    };

    [GeneratedRegex(@"value '(?<value>[^']*)' at '(?<key>[^']*)' to type '(?<type>[^']*)'")]
    private static partial Regex Conversion();

    [GeneratedRegex(@"instance of [^:]*: (?<keys>.*)$", RegexOptions.Singleline)]
    private static partial Regex Unknown();
}

// SPDX-License-Identifier: MIT
using System.CommandLine;
using SolarGis.V1;

namespace SolarGis.Server.Commands.Input;

/// <summary>How a polygon is explained.</summary>
internal sealed class ExplanationSettings
{
    private readonly Option<string[]> methods = new("--method")
    {
        Description = "Attribution method; \"solargis methods\" lists them. Once per method.",
        HelpName = "NAME",
        DefaultValueFactory = _ => ["integrated_gradients"],
    };
    private readonly Option<string[]> options = new("--option")
    {
        Description = "An option as NAME=VALUE, such as steps=100, or with several methods METHOD.NAME=VALUE; once per option.",
        HelpName = "NAME=VALUE",
    };
    private readonly Option<string> baseline = new Option<string>("--baseline")
    {
        Description = "What the polygon is compared with: surroundings (mean of the ring around it), patch-mean, zero or blurred.",
        DefaultValueFactory = _ => "surroundings",
    }.AcceptOnlyFromAmong("surroundings", "patch-mean", "zero", "blurred");
    private readonly Option<string> target = new Option<string>("--target")
    {
        Description = "What is explained: the mean logit or the mean probability over the polygon.",
        DefaultValueFactory = _ => "logit",
    }.AcceptOnlyFromAmong("logit", "probability");
    private readonly Option<bool> fullPatch = new("--full-patch") { Description = "Compute on the model's whole patch instead of the receptive-field crop: same values, slower." };
    private readonly Option<bool> doublePrecision = new("--double") { Description = "Compute in float64: exact, several times slower." };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[methods, options, baseline, target, fullPatch, doublePrecision])
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            string[] named = result.GetValue(methods) ?? [];
            if (named.Distinct().Count() < named.Length) result.AddError("--method names a method twice; name each once.");
            foreach (string text in result.GetValue(options) ?? [])
            {
                if (text.IndexOf('=') < 1)
                    result.AddError($"--option must be NAME=VALUE, such as steps=100, not \"{text}\".");
                else if (named.Length > 1 && !named.Any(method => text.StartsWith(method + ".", StringComparison.Ordinal)))
                    result.AddError($"With several methods, --option says whose it is: METHOD.NAME=VALUE, such as {named[0]}.{text}.");
            }
        });
    }

    /// <summary>A request without image, model and polygon.</summary>
    public ExplanationRequest Read(ParseResult arguments)
    {
        var request = new ExplanationRequest
        {
            Baseline = arguments.GetRequiredValue(baseline),
            Target = new Target { Output = arguments.GetRequiredValue(target) == "logit" ? Target.Types.Output.Logit : Target.Types.Output.Probability },
            FullPatch = arguments.GetValue(fullPatch),
            DoublePrecision = arguments.GetValue(doublePrecision),
        };
        string[] named = arguments.GetRequiredValue(methods);
        foreach (string name in named)
        {
            var choice = new MethodChoice { Name = name };
            foreach (string text in arguments.GetValue(options) ?? [])
            {
                string own = text.StartsWith(name + ".", StringComparison.Ordinal) ? text[(name.Length + 1)..] : named.Length == 1 ? text : "";
                if (own.IndexOf('=') is > 0 and int equals) choice.Options[own[..equals]] = own[(equals + 1)..];
            }
            request.Methods.Add(choice);
        }
        return request;
    }
}

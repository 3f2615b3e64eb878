// SPDX-License-Identifier: MIT
using System.CommandLine;
using SolarGis.V1;

namespace SolarGis.Server.Commands.Input;

/// <summary>How a polygon is explained.</summary>
internal sealed class ExplanationSettings
{
    private readonly Option<string> method = new("--method")
    {
        Description = "Attribution method; \"solargis methods\" lists them.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "integrated_gradients",
    };
    private readonly Option<string[]> options = new("--option")
    {
        Description = "An option of the method as NAME=VALUE, such as steps=100; once per option.",
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
        foreach (Option option in (Option[])[method, options, baseline, target, fullPatch, doublePrecision])
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            foreach (string text in result.GetValue(options) ?? [])
                if (text.IndexOf('=') < 1)
                    result.AddError($"--option must be NAME=VALUE, such as steps=100, not \"{text}\".");
        });
    }

    /// <summary>A request without image, model and polygon.</summary>
    public ExplanationRequest Read(ParseResult arguments)
    {
        var request = new ExplanationRequest
        {
            Method = arguments.GetRequiredValue(method),
            Baseline = arguments.GetRequiredValue(baseline),
            Target = new Target { Output = arguments.GetRequiredValue(target) == "logit" ? Target.Types.Output.Logit : Target.Types.Output.Probability },
            FullPatch = arguments.GetValue(fullPatch),
            DoublePrecision = arguments.GetValue(doublePrecision),
        };
        foreach (string text in arguments.GetValue(options) ?? [])
            request.Options[text[..text.IndexOf('=')]] = text[(text.IndexOf('=') + 1)..];
        return request;
    }
}

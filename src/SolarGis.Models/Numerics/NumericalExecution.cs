// SPDX-License-Identifier: MIT
using System.Globalization;
using SolarGis.Models.UNet;
using TorchSharp;

namespace SolarGis.Models.Numerics;

/// <summary>How one model is computed: found when it is loaded, kept until it is freed.</summary>
internal sealed class NumericalExecution : IDisposable
{
    // One model at a time: a check must not see oneDNN switched by another's.
    private static readonly Lock Gate = new();

    private readonly IDisposable? _suspension;
    private readonly string _engine;

    private NumericalExecution(string engine, SelfCheckReport? report, IDisposable? suspension)
    {
        (_engine, Report, _suspension) = (engine, report, suspension);
    }

    /// <summary>What the check found; null in float64, which is what the check compares with.</summary>
    public SelfCheckReport? Report { get; }

    /// <summary>For the certificate, as things are switched now.</summary>
    public override string ToString()
    {
        if (Report is null) return _engine;
        string error = string.Create(CultureInfo.InvariantCulture, $"{Report.WorstError:0.0e+00}");
        if (_suspension is not null) return $"{_engine}, oneDNN off (its convolutions are wrong here), self-check {error}";
        string library = !_engine.Contains("cpu", StringComparison.Ordinal) ? "" : Mkldnn.IsEnabled ? ", oneDNN on" : ", oneDNN off (for another model)";
        return $"{_engine}{library}, self-check {error}";
    }

    /// <summary>
    /// Checks a frozen network on its device and settles its layout: with oneDNN as long as that is right, else without it.
    /// </summary>
    /// <exception cref="ModelException">MODEL_UNSUPPORTED: its convolutions are wrong either way.</exception>
    public static NumericalExecution Settle(UNetModule module, torch.Device device, torch.ScalarType precision)
    {
        string engine = $"libtorch {torch.__version__} {device} {(precision == torch.ScalarType.Float64 ? "float64" : "float32")}";
        if (precision == torch.ScalarType.Float64) return new(engine, null, null);
        lock (Gate)
        {
            if (device.type == DeviceType.CUDA)
            {
                // TensorFloat-32 rounds to 10 bits of mantissa, which no attribution survives.
                torch.backends.cudnn.allow_tf32 = false;
                torch.backends.cuda.matmul.allow_tf32 = false;
                return new(engine, Require(NumericalSelfCheck.Run(module)), null);
            }

            if (Mkldnn.IsEnabled)
            {
                module.ChannelsLast = true;
                var report = NumericalSelfCheck.Run(module);
                if (report.Passed) return new(engine, report, null);
                module.ChannelsLast = false;
                if (!Mkldnn.IsSwitchable) Require(report);
            }

            var suspension = Mkldnn.Suspend();
            try
            {
                return new(engine, Require(NumericalSelfCheck.Run(module)), suspension);
            }
            catch
            {
                suspension.Dispose();
                throw;
            }
        }
    }

    /// <summary>Gives oneDNN back.</summary>
    public void Dispose() => _suspension?.Dispose();

    private static SelfCheckReport Require(SelfCheckReport report) => report.Passed ? report : throw new ModelException(
        "MODEL_UNSUPPORTED",
        string.Create(CultureInfo.InvariantCulture, $"This machine computes the model wrongly ({report.WorstLayer} is off by {report.WorstError:0.0e+00}); run it in float64 or on another machine."));
}

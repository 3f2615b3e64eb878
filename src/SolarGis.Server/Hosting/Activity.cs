// SPDX-License-Identifier: MIT
namespace SolarGis.Server.Hosting;

/// <summary>When this server was last of use to a client.</summary>
internal sealed class Activity(TimeProvider time)
{
    private readonly Lock _gate = new();
    private int _calls;
    private DateTimeOffset _last = time.GetUtcNow();

    /// <summary>How long no call has been open.</summary>
    public TimeSpan Idle
    {
        get { lock (_gate) return _calls > 0 ? TimeSpan.Zero : time.GetUtcNow() - _last; }
    }

    /// <summary>Counts a call while it is open.</summary>
    public async Task TrackAsync(HttpContext context, RequestDelegate next)
    {
        lock (_gate)
            _calls++;
        try
        {
            await next(context);
        }
        finally
        {
            lock (_gate)
            {
                _calls--;
                _last = time.GetUtcNow();
            }
        }
    }
}

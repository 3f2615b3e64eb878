// SPDX-License-Identifier: MIT
namespace SolarGis.Server.Engine;

/// <summary>Runs work on a thread of its own: scopes and gradient modes of tensors are bound to one, and so are errors of GDAL.</summary>
internal static class OwnThread
{
    // Deep recursion in geometry libraries needs more than the default of some platforms.
    private const int StackBytes = 16 << 20;

    public static Task<T> Run<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (OperationCanceledException e)
            {
                done.SetCanceled(e.CancellationToken);
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        }, StackBytes)
        { IsBackground = true, Name = "engine work" };
        thread.Start();
        return done.Task;
    }
}

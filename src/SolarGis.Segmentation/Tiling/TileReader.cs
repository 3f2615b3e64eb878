// SPDX-License-Identifier: MIT
using System.Runtime.ExceptionServices;
using SolarGis.Imagery;

namespace SolarGis.Segmentation.Tiling;

/// <summary>Reads the next tile on a thread of its own while the network computes the current one; never more than one ahead.</summary>
internal sealed class TileReader : IDisposable
{
    private readonly IPatchSource source;
    private readonly TilePreparation preparation;
    private readonly IEnumerable<Tile> tiles;
    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim wanted = new(1);
    private readonly SemaphoreSlim ready = new(0);
    private readonly Thread thread;
    private TileInput? next;
    private ExceptionDispatchInfo? failure;

    public TileReader(IPatchSource source, TilePreparation preparation, IEnumerable<Tile> tiles)
    {
        this.source = source;
        this.preparation = preparation;
        this.tiles = tiles;
        thread = new Thread(ReadAll) { IsBackground = true, Name = "tile reader" };
        thread.Start();
    }

    /// <summary>The next tile in order; blocks until it is read. Its pixels are lent until the call after this one.</summary>
    public TileInput Take(CancellationToken cancel)
    {
        ready.Wait(cancel);
        failure?.Throw();
        TileInput taken = next!;
        wanted.Release();
        return taken;
    }

    /// <summary>Waits for a read in progress, so that the source can be closed afterwards.</summary>
    public void Dispose()
    {
        stop.Cancel();
        thread.Join();
        stop.Dispose();
        wanted.Dispose();
        ready.Dispose();
    }

    private void ReadAll()
    {
        // Two buffers in turn: one is with the network, one is being filled.
        float[][] buffers = [[], []];
        int turn = 0;
        try
        {
            foreach (Tile tile in tiles)
            {
                wanted.Wait(stop.Token);
                next = preparation.Prepare(tile, source.Read(tile.Input), ref buffers[turn]);
                turn = 1 - turn;
                ready.Release();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Disposed before the last tile: nobody waits for more.
        }
        catch (Exception error)
        {
            failure = ExceptionDispatchInfo.Capture(error);
            ready.Release();
        }
    }
}

// SPDX-License-Identifier: MIT
using System.Runtime.ExceptionServices;
using SolarGis.Imagery;

namespace SolarGis.Segmentation.Tiling;

/// <summary>Reads the next tile on a thread of its own while the network computes the current one; never more than one ahead.</summary>
internal sealed class TileReader : IDisposable
{
    private readonly IPatchSource _source;
    private readonly TilePreparation _preparation;
    private readonly IEnumerable<Tile> _tiles;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _wanted = new(1);
    private readonly SemaphoreSlim _ready = new(0);
    private readonly Thread _thread;
    private TileInput? _next;
    private ExceptionDispatchInfo? _failure;

    public TileReader(IPatchSource source, TilePreparation preparation, IEnumerable<Tile> tiles)
    {
        _source = source;
        _preparation = preparation;
        _tiles = tiles;
        _thread = new Thread(ReadAll) { IsBackground = true, Name = "tile reader" };
        _thread.Start();
    }

    /// <summary>The next tile in order; blocks until it is read.</summary>
    public TileInput Take(CancellationToken cancel)
    {
        _ready.Wait(cancel);
        _failure?.Throw();
        TileInput taken = _next!;
        _wanted.Release();
        return taken;
    }

    /// <summary>Waits for a read in progress, so that the source can be closed afterwards.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _stop.Dispose();
        _wanted.Dispose();
        _ready.Dispose();
    }

    private void ReadAll()
    {
        try
        {
            foreach (Tile tile in _tiles)
            {
                _wanted.Wait(_stop.Token);
                _next = _preparation.Prepare(tile, _source.Read(tile.Input));
                _ready.Release();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Disposed before the last tile: nobody waits for more.
        }
        catch (Exception error)
        {
            _failure = ExceptionDispatchInfo.Capture(error);
            _ready.Release();
        }
    }
}

// SPDX-License-Identifier: MIT
using System.IO.Pipes;
using System.Net.Sockets;

namespace SolarGis.Server.Engine;

/// <summary>Where a server and its engine meet: a socket in a folder of mode 0700, or a pipe of the current user on Windows.</summary>
internal sealed class EngineAddress : IDisposable
{
    private readonly string? _folder;

    public EngineAddress()
    {
        if (OperatingSystem.IsWindows())
        {
            Name = $"solargis-{Guid.NewGuid():N}";
            return;
        }
        // A short path: a socket's has room for about 100 bytes.
        _folder = Directory.CreateTempSubdirectory("solargis-").FullName;
        Name = Path.Combine(_folder, "engine");
    }

    /// <summary>The socket's path or the pipe's name.</summary>
    public string Name { get; }

    /// <summary>Connects to the engine.</summary>
    public async ValueTask<Stream> ConnectAsync(CancellationToken cancel)
    {
        if (OperatingSystem.IsWindows())
        {
            var pipe = new NamedPipeClientStream(".", Name, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
            try
            {
                await pipe.ConnectAsync(cancel);
                return pipe;
            }
            catch
            {
                await pipe.DisposeAsync();
                throw;
            }
        }
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Name), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_folder is not null && Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }
}

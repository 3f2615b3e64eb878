// SPDX-License-Identifier: MIT
using Google.Protobuf;
using Grpc.Core;
using SolarGis.Server.Commands.Output;
using SolarGis.V1;

namespace SolarGis.Server.Client;

/// <summary>Names a raster to a server: by path where it sees the same file, else by an upload.</summary>
/// <param name="connection">The server.</param>
internal sealed class RasterLocator(ServerConnection connection)
{
    public async Task<RasterFile> LocateAsync(string path, IProgress<ProgressStep> progress, CancellationToken cancel)
    {
        Imagery.Fingerprint proof = Imagery.Fingerprint.Of(path);
        var file = new RasterFile
        {
            Path = path,
            Fingerprint = new Fingerprint
            {
                Size = (ulong)proof.Size,
                Modified = proof.Modified,
                SampleSha256 = ByteString.CopyFrom(Convert.FromHexString(proof.SampleSha256)),
            },
        };
        if (connection.IsLocal)
        {
            await connection.System.AllowFolderAsync(new AllowFolderRequest { Folder = Path.GetDirectoryName(path)! },
                deadline: DateTime.UtcNow + ServerConnection.CallTimeout, cancellationToken: cancel);
            return file;
        }
        return await SeesAsync(file, cancel) ? file : new RasterFile { UploadId = await UploadAsync(path, progress, cancel) };
    }

    private async Task<bool> SeesAsync(RasterFile file, CancellationToken cancel)
    {
        try
        {
            await connection.Imagery.InspectAsync(new InspectRequest { Image = new Image { Files = { file } } },
                deadline: DateTime.UtcNow + ServerConnection.CallTimeout, cancellationToken: cancel);
            return true;
        }
        // Not there, not allowed, or another file under the same path.
        catch (RpcException e) when (e.StatusCode is StatusCode.NotFound or StatusCode.PermissionDenied or StatusCode.FailedPrecondition)
        {
            return false;
        }
    }

    private async Task<string> UploadAsync(string path, IProgress<ProgressStep> progress, CancellationToken cancel)
    {
        ServerInfo info = await connection.System.GetInfoAsync(new GetInfoRequest(), deadline: DateTime.UtcNow + ServerConnection.CallTimeout, cancellationToken: cancel);
        ulong limit = info.Limits?.MaxUploadBytes ?? 0;
        long size = new FileInfo(path).Length;
        if (limit > 0 && (ulong)size > limit)
            throw ClientException.Refused("UPLOAD_TOO_LARGE",
                $"{Path.GetFileName(path)} has {size / 1e6:0} MB and this server takes {limit / 1e6:0} MB; cut the region out first (gdal_translate -projwin), or put the file where the server can read it.");
        string stage = $"sending {Path.GetFileName(path)}";
        return await new Uploader(connection).UploadAsync(path, (done, all) => progress.Report(new ProgressStep(stage, all == 0 ? 1 : (double)done / all)), cancel);
    }
}

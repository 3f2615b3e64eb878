// SPDX-License-Identifier: MIT
using SolarGis.V1;

namespace SolarGis.Server.Client;

/// <summary>Asks the server for an image's grid.</summary>
internal static class ImageGrid
{
    public static async Task<Grid> OfAsync(ServerConnection connection, Image image, CancellationToken cancel)
    {
        InspectResponse answer = await connection.Imagery.InspectAsync(new InspectRequest { Image = image },
            deadline: DateTime.UtcNow + ServerConnection.CallTimeout, cancellationToken: cancel);
        return answer.Grid;
    }
}

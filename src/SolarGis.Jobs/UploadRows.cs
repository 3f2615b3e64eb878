// SPDX-License-Identifier: MIT
using Microsoft.Data.Sqlite;

namespace SolarGis.Jobs;

/// <summary>Uploads to and from rows.</summary>
internal static class UploadRows
{
    private const string Columns = "id, file_name, size, sha256, committed, finished, touched";

    public static List<(Upload Upload, DateTimeOffset Touched)> Select(
        SqliteConnection connection, string where, params (string Name, object Value)[] parameters)
    {
        using SqliteCommand command = JobRows.Command(connection, null, $"SELECT {Columns} FROM uploads {where}", parameters);
        using SqliteDataReader row = command.ExecuteReader();
        var uploads = new List<(Upload, DateTimeOffset)>();
        while (row.Read())
        {
            uploads.Add((
                new Upload(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetFieldValue<byte[]>(3), row.GetInt64(4), row.GetBoolean(5)),
                new DateTimeOffset(row.GetInt64(6), TimeSpan.Zero)));
        }
        return uploads;
    }

    public static void Save(JobDatabase database, Upload upload, DateTimeOffset touched) => database.Write((connection, transaction) =>
    {
        using SqliteCommand command = JobRows.Command(connection, transaction,
            $"INSERT OR REPLACE INTO uploads ({Columns}) VALUES ($id, $name, $size, $hash, $committed, $finished, $touched)",
            ("$id", upload.Id), ("$name", upload.FileName), ("$size", upload.Size), ("$hash", upload.Sha256.ToArray()),
            ("$committed", upload.Committed), ("$finished", upload.Finished), ("$touched", touched.UtcTicks));
        return command.ExecuteNonQuery();
    });

    public static void Delete(JobDatabase database, string id) => database.Write((connection, transaction) =>
    {
        using SqliteCommand command = JobRows.Command(connection, transaction, "DELETE FROM uploads WHERE id = $id", ("$id", id));
        return command.ExecuteNonQuery();
    });
}

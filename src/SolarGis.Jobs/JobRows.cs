// SPDX-License-Identifier: MIT
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace SolarGis.Jobs;

/// <summary>Job records to and from rows.</summary>
internal static class JobRows
{
    private const string Columns =
        "ordinal, id, title, kind, state, stage, fraction, message, reason, created, started, ended, sequence, attempts, summary_json, request";

    public static List<JobRecord> Select(SqliteConnection connection, string where, params (string Name, object Value)[] parameters)
    {
        var rows = new List<(long Ordinal, JobRecord Job)>();
        using (SqliteCommand command = Command(connection, null, $"SELECT {Columns} FROM jobs {where}", parameters))
        using (SqliteDataReader reader = command.ExecuteReader())
        {
            while (reader.Read())
                rows.Add((reader.GetInt64(0), Read(reader)));
        }
        return rows.ConvertAll(row => row.Job with { Artifacts = Artifacts(connection, row.Ordinal) });
    }

    public static void Insert(SqliteConnection connection, SqliteTransaction transaction, JobRecord job)
    {
        using SqliteCommand command = Command(connection, transaction,
            $"""
            INSERT INTO jobs ({Columns}, request_sha256)
            VALUES (NULL, $id, $title, $kind, $state, $stage, $fraction, $message, $reason, $created, $started, $ended,
                    $sequence, $attempts, $summary, $request, $hash)
            """,
            ("$title", job.Title), ("$kind", job.Kind), ("$created", job.Created.UtcTicks),
            ("$request", job.Request.ToArray()), ("$hash", SHA256.HashData(job.Request.Span)));
        AddState(command, job);
        command.ExecuteNonQuery();
    }

    public static void Update(SqliteConnection connection, SqliteTransaction transaction, JobRecord job)
    {
        using SqliteCommand command = Command(connection, transaction,
            """
            UPDATE jobs SET state = $state, stage = $stage, fraction = $fraction, message = $message, reason = $reason,
                started = $started, ended = $ended, sequence = $sequence, attempts = $attempts, summary_json = $summary
            WHERE id = $id RETURNING ordinal
            """);
        AddState(command, job);
        if (command.ExecuteScalar() is not long ordinal || job.Artifacts.Count == 0)
            return;
        foreach (Artifact artifact in job.Artifacts)
        {
            using SqliteCommand insert = Command(connection, transaction,
                "INSERT OR REPLACE INTO artifacts VALUES ($job, $name, $role, $media, $title, $size, $hash)",
                ("$job", ordinal), ("$name", artifact.Name), ("$role", artifact.Role), ("$media", artifact.MediaType),
                ("$title", artifact.Title), ("$size", artifact.Size), ("$hash", artifact.Sha256.ToArray()));
            insert.ExecuteNonQuery();
        }
    }

    public static SqliteCommand Command(
        SqliteConnection connection, SqliteTransaction? transaction, string sql, params (string Name, object Value)[] parameters)
    {
        SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Every text comes from this assembly; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach ((string name, object value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command;
    }

    private static void AddState(SqliteCommand command, JobRecord job)
    {
        command.Parameters.AddWithValue("$id", job.Id);
        command.Parameters.AddWithValue("$state", (int)job.State);
        command.Parameters.AddWithValue("$stage", job.Stage);
        command.Parameters.AddWithValue("$fraction", job.Fraction);
        command.Parameters.AddWithValue("$message", job.Message);
        command.Parameters.AddWithValue("$reason", job.Reason);
        command.Parameters.AddWithValue("$started", (object?)job.Started?.UtcTicks ?? DBNull.Value);
        command.Parameters.AddWithValue("$ended", (object?)job.Ended?.UtcTicks ?? DBNull.Value);
        command.Parameters.AddWithValue("$sequence", job.Sequence);
        command.Parameters.AddWithValue("$attempts", job.Attempts);
        command.Parameters.AddWithValue("$summary", job.SummaryJson);
    }

    private static JobRecord Read(SqliteDataReader row) => new()
    {
        Id = row.GetString(1),
        Title = row.GetString(2),
        Kind = row.GetString(3),
        State = (JobState)row.GetInt32(4),
        Stage = row.GetString(5),
        Fraction = row.GetDouble(6),
        Message = row.GetString(7),
        Reason = row.GetString(8),
        Created = Time(row.GetInt64(9)),
        Started = row.IsDBNull(10) ? null : Time(row.GetInt64(10)),
        Ended = row.IsDBNull(11) ? null : Time(row.GetInt64(11)),
        Sequence = row.GetInt64(12),
        Attempts = row.GetInt32(13),
        SummaryJson = row.GetString(14),
        Request = row.GetFieldValue<byte[]>(15),
    };

    private static List<Artifact> Artifacts(SqliteConnection connection, long ordinal)
    {
        using SqliteCommand command = Command(connection, null,
            "SELECT name, role, media_type, title, size, sha256 FROM artifacts WHERE job_ordinal = $job ORDER BY name", ("$job", ordinal));
        using SqliteDataReader row = command.ExecuteReader();
        var artifacts = new List<Artifact>();
        while (row.Read())
        {
            artifacts.Add(new Artifact(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3),
                row.GetInt64(4), row.GetFieldValue<byte[]>(5)));
        }
        return artifacts;
    }

    private static DateTimeOffset Time(long utcTicks) => new(utcTicks, TimeSpan.Zero);
}

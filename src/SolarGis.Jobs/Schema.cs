// SPDX-License-Identifier: MIT
using Microsoft.Data.Sqlite;

namespace SolarGis.Jobs;

/// <summary>The tables of the job database and the steps that bring an older file up to date.</summary>
internal static class Schema
{
    // One entry per version; an entry that was released never changes. Ids ignore case because file systems may.
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE jobs (
            ordinal INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE COLLATE NOCASE,
            title TEXT NOT NULL, kind TEXT NOT NULL,
            state INTEGER NOT NULL, stage TEXT NOT NULL, fraction REAL NOT NULL, message TEXT NOT NULL, reason TEXT NOT NULL,
            created INTEGER NOT NULL, started INTEGER, ended INTEGER,
            sequence INTEGER NOT NULL, attempts INTEGER NOT NULL, summary_json TEXT NOT NULL,
            request BLOB NOT NULL, request_sha256 BLOB NOT NULL);
        CREATE INDEX jobs_state ON jobs (state);
        CREATE TABLE artifacts (
            job_ordinal INTEGER NOT NULL REFERENCES jobs (ordinal) ON DELETE CASCADE,
            name TEXT NOT NULL, role TEXT NOT NULL, media_type TEXT NOT NULL, title TEXT NOT NULL,
            size INTEGER NOT NULL, sha256 BLOB NOT NULL,
            PRIMARY KEY (job_ordinal, name)) WITHOUT ROWID;
        """,
        """
        CREATE TABLE uploads (
            id TEXT PRIMARY KEY COLLATE NOCASE,
            file_name TEXT NOT NULL, size INTEGER NOT NULL, sha256 BLOB NOT NULL,
            committed INTEGER NOT NULL, finished INTEGER NOT NULL, touched INTEGER NOT NULL);
        """,
    ];

    /// <summary>The version that this program writes.</summary>
    public static int Current => Steps.Length;

    /// <summary>Creates or migrates; every step is one transaction with its version number.</summary>
    public static void Migrate(SqliteConnection connection, int target)
    {
        Execute(connection, null, "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)");
        using var read = connection.CreateCommand();
        read.CommandText = "SELECT MAX(version) FROM schema_version";
        int version = read.ExecuteScalar() is long stored ? (int)stored : 0;
        if (version > Current)
        {
            throw new JobException("DATABASE_TOO_NEW",
                $"The job database has schema {version} and this program knows {Current}: use the newer program, or another data folder.");
        }
        for (; version < target; version++)
        {
            using var transaction = connection.BeginTransaction();
            Execute(connection, transaction, Steps[version]);
            Execute(connection, transaction, $"DELETE FROM schema_version; INSERT INTO schema_version VALUES ({version + 1})");
            transaction.Commit();
        }
    }

    private static void Execute(SqliteConnection connection, SqliteTransaction? transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

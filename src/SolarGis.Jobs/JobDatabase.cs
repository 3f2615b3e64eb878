// SPDX-License-Identifier: MIT
using Microsoft.Data.Sqlite;

namespace SolarGis.Jobs;

/// <summary>The SQLite file behind jobs and uploads: write-ahead log, every commit on disk before it is answered.</summary>
public sealed class JobDatabase
{
    // Result codes of SQLite; the last one is of a full disk, too.
    private const int Corrupt = 11, Full = 13, NotADatabase = 26, SharedMemorySize = 4874;

    private readonly string _connectionString;

    /// <summary>Opens, creates or migrates the file.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <exception cref="JobException">DATABASE_TOO_NEW, DATABASE_DAMAGED when it is no database, DISK_FULL or DATABASE_UNREADABLE.</exception>
    public JobDatabase(string path) : this(path, Schema.Current)
    {
    }

    internal JobDatabase(string path, int version)
    {
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            ForeignKeys = true,
            DefaultTimeout = 10,
        }.ToString();
        try
        {
            using SqliteConnection connection = Open();
            using (SqliteCommand command = connection.CreateCommand())
            {
                command.CommandText = "PRAGMA journal_mode=WAL";
                command.ExecuteNonQuery();
            }
            Schema.Migrate(connection, version);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Corrupt or NotADatabase)
        {
            throw new JobException("DATABASE_DAMAGED",
                $"The job database {path} is damaged; move it away to start with an empty one (the files under artefacts stay).", e);
        }
        catch (SqliteException e) when (IsFull(e))
        {
            throw DiskFull.Error("the job database", e);
        }
        catch (SqliteException e)
        {
            throw new JobException("DATABASE_UNREADABLE",
                $"The job database {path} cannot be opened (SQLite error {e.SqliteExtendedErrorCode}); check its permissions and the room on its disk.", e);
        }
    }

    /// <summary>Lets go of pooled connections, so that the file can be moved.</summary>
    public void Release()
    {
        using SqliteConnection connection = new(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    internal SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Runs a write; a full disk becomes a sentence.</summary>
    internal T Write<T>(Func<SqliteConnection, SqliteTransaction, T> write)
    {
        try
        {
            using SqliteConnection connection = Open();
            using SqliteTransaction transaction = connection.BeginTransaction();
            T result = write(connection, transaction);
            transaction.Commit();
            return result;
        }
        catch (SqliteException e) when (IsFull(e))
        {
            throw DiskFull.Error("the job database", e);
        }
    }

    private static bool IsFull(SqliteException error) => error.SqliteErrorCode == Full || error.SqliteExtendedErrorCode == SharedMemorySize;
}

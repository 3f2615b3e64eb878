// SPDX-License-Identifier: MIT
using Microsoft.Data.Sqlite;
using SolarGis.Jobs.Tests.Support;

namespace SolarGis.Jobs.Tests;

public sealed class JobDatabaseTests
{
    [Fact]
    public void An_older_file_is_brought_up_to_date_and_keeps_its_jobs()
    {
        using var folder = new TemporaryFolder();
        var old = new JobDatabase(folder["jobs.sqlite"], version: 1);
        new JobStore(old).Create(JobSystem.Job("a"));
        old.Release();

        var database = new JobDatabase(folder["jobs.sqlite"]);

        Assert.Equal(JobState.Interrupted, new JobStore(database).Get("a").State);
        var uploads = new UploadStore(folder.Path, database, new UploadLimits(10, 10, 0, TimeSpan.FromHours(1)));
        Assert.Equal(0, uploads.Begin("u", "a.tif", 1, new byte[32]).Committed);
        database.Release();
    }

    [Fact]
    public void A_file_of_a_newer_program_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        new JobDatabase(folder["jobs.sqlite"]).Release();
        using (var connection = new SqliteConnection($"Data Source={folder["jobs.sqlite"]};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand newer = connection.CreateCommand();
            newer.CommandText = "UPDATE schema_version SET version = 99";
            newer.ExecuteNonQuery();
        }
        var error = Assert.Throws<JobException>(() => new JobDatabase(folder["jobs.sqlite"]));
        Assert.Equal("DATABASE_TOO_NEW", error.Reason);
        Assert.Contains("schema 99", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_database_is_said_with_the_way_out()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["jobs.sqlite"], [.. Enumerable.Range(0, 8192).Select(i => (byte)i)]);
        var error = Assert.Throws<JobException>(() => new JobDatabase(folder["jobs.sqlite"]));
        Assert.Equal("DATABASE_DAMAGED", error.Reason);
        Assert.Contains("move it away", error.Message, StringComparison.Ordinal);
    }
}

// SPDX-License-Identifier: MIT
using SolarGis.Server.Client;
using SolarGis.Server.Commands;
using SolarGis.V1;

namespace SolarGis.Server.Tests.Client;

public sealed class JobFollowerTests
{
    [Fact]
    public async Task A_watch_that_breaks_is_entered_again_after_the_last_sequence_seen()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Script { BrokenWatches = 2 });
        using ServerConnection connection = server.Connect();
        List<ulong> seen = [];

        Job job = await new JobFollower(connection).WatchAsync("job", j => seen.Add(j.Sequence), TestContext.Current.CancellationToken);

        Assert.Equal(Job.Types.State.Succeeded, job.State);
        Assert.Equal(3, server.Script.WatchedAfter.Count);
        Assert.Equal(0UL, server.Script.WatchedAfter.First());
        Assert.Equal(seen.Order(), seen);
        Assert.Equal(seen.Distinct(), seen);
    }

    [Fact]
    public async Task Ctrl_C_cancels_the_job_and_waits_for_its_end()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Script { EndsByCancelAlone = true });
        using ServerConnection connection = server.Connect();
        using var interrupt = new CancellationTokenSource();

        Job job = await new JobFollower(connection).FollowAsync("job", _ => interrupt.Cancel(), interrupt.Token);

        Assert.True(server.Script.Cancelled.Task.IsCompleted);
        Assert.Equal(Job.Types.State.Cancelled, job.State);
    }

    [Fact]
    public async Task Stopping_a_watch_leaves_the_job_alone()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Script { EndsByCancelAlone = true });
        using ServerConnection connection = server.Connect();
        using var interrupt = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new JobFollower(connection).WatchAsync("job", _ => interrupt.Cancel(), interrupt.Token));

        Assert.False(server.Script.Cancelled.Task.IsCompleted);
    }

    [Fact]
    public async Task A_server_that_does_not_come_back_is_told_with_where_to_look()
    {
        ScriptedServer server = await ScriptedServer.StartAsync(new Script());
        using ServerConnection connection = server.Connect();
        await server.DisposeAsync();

        ClientException error = await Assert.ThrowsAsync<ClientException>(() =>
            new JobFollower(connection) { Patience = TimeSpan.FromMilliseconds(100) }.WatchAsync("job", _ => { }, TestContext.Current.CancellationToken));

        Assert.Equal(ExitCode.Unreachable, error.ExitCode);
        Assert.Contains("solargis jobs", error.Message, StringComparison.Ordinal);
    }
}

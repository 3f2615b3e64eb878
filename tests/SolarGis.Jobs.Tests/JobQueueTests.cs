// SPDX-License-Identifier: MIT
using CsCheck;

namespace SolarGis.Jobs.Tests;

public sealed class JobQueueTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Jobs_come_out_in_the_order_they_came_and_know_their_place()
    {
        using var queue = new JobQueue(3);
        foreach (string id in (string[])["a", "b", "c"])
            queue.Enqueue(id);
        Assert.Equal(2, queue.Position("b"));
        Assert.Equal(2, queue.Position("B"));
        Assert.Equal(0, queue.Position("z"));
        Assert.Equal("a", await queue.DequeueAsync(Cancel));
        Assert.Equal(1, queue.Position("b"));
        Assert.Equal(0, queue.Position("a"));
    }

    [Fact]
    public async Task A_full_queue_says_what_to_do_and_has_room_again_once_one_left()
    {
        using var queue = new JobQueue(2);
        queue.Enqueue("a");
        queue.Enqueue("b");
        var error = Assert.Throws<JobException>(() => queue.Enqueue("c"));
        Assert.Equal("QUEUE_FULL", error.Reason);
        Assert.Equal("2 jobs wait already, which is this server's limit; wait for one to end or cancel one, then submit again.", error.Message);
        await queue.DequeueAsync(Cancel);
        queue.Enqueue("c");
        Assert.True(queue.Remove("c"));
        queue.EnsureRoom();
    }

    [Fact]
    public async Task A_reader_waits_for_the_next_job_and_is_not_woken_by_one_that_was_taken_back()
    {
        using var queue = new JobQueue(8);
        queue.Enqueue("withdrawn");
        Assert.True(queue.Remove("WITHDRAWN"));
        Task<string> next = queue.DequeueAsync(Cancel);
        Assert.False(next.IsCompleted);
        queue.Enqueue("b");
        Assert.Equal("b", await next);
    }

    [Fact]
    public void Whatever_is_done_it_equals_a_list() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 5]).Array[0, 60].Sample(steps =>
        {
            const int capacity = 4;
            using var queue = new JobQueue(capacity);
            var model = new List<string>();
            foreach ((int step, int number) in steps)
            {
                string id = $"job{number}";
                switch (step)
                {
                    case 0 when model.Count < capacity && !model.Contains(id):
                        queue.Enqueue(id);
                        model.Add(id);
                        break;
                    case 1:
                        if (queue.Remove(id) != model.Remove(id))
                            return false;
                        break;
                    case 2 when model.Count > 0:
                        if (queue.DequeueAsync(CancellationToken.None) is not { IsCompletedSuccessfully: true } next || next.Result != model[0])
                            return false;
                        model.RemoveAt(0);
                        break;
                }
                if (Enumerable.Range(0, 6).Any(i => queue.Position($"job{i}") != model.IndexOf($"job{i}") + 1))
                    return false;
            }
            return true;
        });
}

// SPDX-License-Identifier: MIT
using System.Net;
using System.Net.Sockets;
using SolarGis.Jobs;
using SolarGis.Server.Commands;
using SolarGis.Server.Tests.Serving.Support;
using SolarGis.V1;

namespace SolarGis.Server.Tests.Serving;

/// <summary>Starts that work and starts that are refused.</summary>
public sealed class StartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--port", "--web-port")]
    [InlineData("--web-port", "--port")]
    public async Task A_port_in_use_is_named_and_the_exit_code_says_so(string taken, string free)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;

        (int code, string error) = await ServeAsync([taken, $"{port}", free, "0"]);

        Assert.Equal(ExitCode.InUse, code);
        Assert.Equal($"Port {port} is in use by another program; choose other ones with --port and --web-port (0 takes any free one).", error);
        Assert.False(File.Exists(new DataFolder(_folder["data"]).ReadyFile));
    }

    [Fact]
    public async Task A_second_server_on_the_same_data_is_refused_and_the_first_goes_on()
    {
        await using RunningServer first = await RunningServer.StartAsync(_folder["data"], RunningServer.Scripted);
        (int code, string error) = await ServeAsync(["--port", "0"]);
        Assert.Equal(ExitCode.InUse, code);
        Assert.StartsWith($"Another server (process {first.Ready.ProcessId}) uses the data folder", error, StringComparison.Ordinal);
        Refusal.AssertIsSentence(error);
        Assert.Equal(first.Ready, ReadyFile.TryRead(first.Data.ReadyFile));
        await first.AssertAliveAsync();
    }

    [Theory]
    [InlineData("below a file")]
    [InlineData("read-only disk")]
    public async Task A_data_folder_that_cannot_be_written_is_said_with_the_way_out(string kind)
    {
        await File.WriteAllTextAsync(_folder["file"], "in the way", Cancel);
        bool disk = kind == "read-only disk";
        string data = disk ? _folder.Sub("disk") : _folder["file/data"];
        (int code, string error) = await Child.RunAsync(["serve", "--data", data, "--port", "0"], wrapper: disk ? PrivateDisk.Wrapper(data, "ro") : null);
        Assert.Equal(ExitCode.Usage, code);
        Assert.StartsWith($"The data folder {data} cannot be written to (", error, StringComparison.Ordinal);
        Refusal.AssertIsSentence(error);
    }

    [Theory]
    [InlineData("4k")]
    [InlineData("32k")]
    [InlineData("64k")]
    public async Task A_disk_that_is_full_from_the_start_is_said(string size)
    {
        string data = _folder.Sub("disk");
        (int code, string error) = await Child.RunAsync(
            ["serve", "--data", data, "--port", "0"], RunningServer.Scripted, PrivateDisk.Wrapper(data, $"size={size}"));
        Assert.Equal(ExitCode.Failed, code);
        Refusal.AssertIsSentence(error);
        Assert.StartsWith("The server's disk is full, so the job database could not be written", error, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> BadSettings => new()
    {
        { "Address", "0.0.0.0", "Address 0.0.0.0 can be reached from other computers, so a certificate is needed" },
        { "Address", "0.0.0.0", "Address 0.0.0.0 can be reached from other computers, so a token is needed" },
        { "Address", "localhost", "Address is 'localhost', which is not an IP address; give one such as 127.0.0.1 or 0.0.0.0." },
        { "WebPort", "70000", "WebPort is 70000; a port is 1 to 65535, or 0 for any free one." },
        { "WebPort", "many", "WebPort is 'many', which is not a whole number." },
        { "Limits:Queue", "3", "There is no setting 'Queue'" },
        { "Limits:QueuedJobs", "0", "Limits:QueuedJobs is 0; it is 1 to 100000." },
        { "HeartbeatSeconds", "6", "HeartbeatSeconds is 6; it is 0.05 to 5." },
        { "HeartbeatSeconds", "NaN", "HeartbeatSeconds is NaN; it is 0.05 to 5." },
        { "Engine:Device", "gpu", "Engine:Device is 'gpu'; it is auto, cpu or cuda:N." },
        { "Engine:Command", "/no/such/program", "Engine:Command names /no/such/program, which does not exist." },
        { "TokenSha256:0", "secret", "TokenSha256 holds something that is no SHA-256" },
        { "AllowedFolders:0", "images", "AllowedFolders has 'images'; give full paths." },
        { "Tls:Certificate", "/no/such/file.pem", "The certificate file /no/such/file.pem does not exist." },
        { "LogLevel", "Loud", "LogLevel is 'Loud'; it is one of" },
    };

    [Theory]
    [MemberData(nameof(BadSettings))]
    public async Task A_setting_that_cannot_be_used_is_named_with_what_it_may_be(string name, string value, string problem)
    {
        string[] port = name == "WebPort" ? ["--port", "50071"] : ["--port", "0"];
        (int code, string error) = await Child.RunAsync(["serve", "--data", _folder["data"], .. port], new Dictionary<string, string> { [name] = value });
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains(problem, error, StringComparison.Ordinal);
        Assert.All(error.Split(Environment.NewLine), Refusal.AssertIsSentence);
        Assert.False(Directory.Exists(_folder["data"]), "Nothing is created for a configuration that is wrong.");
    }

    [Theory]
    [InlineData("settings.json", "{ \"Port\": ", "A settings file is not valid JSON")]
    [InlineData("jobs/jobs.sqlite", "this is no database, and it is long enough to show that it is not one of any kind at all ...........", "is damaged; move it away")]
    public async Task A_damaged_file_of_the_data_folder_is_said(string file, string content, string problem)
    {
        var data = new DataFolder(_folder["data"]);
        data.Create();
        await File.WriteAllTextAsync(Path.Combine(data.Root, file), content, Cancel);
        (int code, string error) = await ServeAsync(["--port", "0"]);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains(problem, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_the_environment_and_the_command_line_win_in_this_order()
    {
        var data = new DataFolder(_folder["data"]);
        data.Create();
        await File.WriteAllTextAsync(data.SettingsFile,
            """{ "Address": "300.1.1.1", "Limits": { "QueuedJobs": 7, "PixelsPerJob": 1000, "UploadBytes": 5000 } }""", Cancel);
        var environment = new Dictionary<string, string>(RunningServer.Scripted) { ["Limits:QueuedJobs"] = "9", ["Address"] = "300.2.2.2" };

        await using RunningServer server = await RunningServer.StartAsync(_folder["data"], environment, ["--address", "127.0.0.1"]);

        Limits limits = (await server.Client.System.GetInfoAsync(new GetInfoRequest())).Limits;
        Assert.Equal((9u, 1000UL, 5000UL), (limits.MaxQueuedJobs, limits.MaxPixelsPerJob, limits.MaxUploadBytes));
    }

    [Fact]
    public async Task The_ready_file_tells_local_clients_everything_and_nobody_else_anything()
    {
        await using (RunningServer server = await RunningServer.StartAsync(_folder["data"], RunningServer.Scripted))
        {
            Assert.StartsWith("http://127.0.0.1:", server.Ready.Grpc, StringComparison.Ordinal);
            Assert.StartsWith("http://127.0.0.1:", server.Ready.GrpcWeb, StringComparison.Ordinal);
            Assert.NotEqual(server.Ready.Grpc, server.Ready.GrpcWeb);
            Assert.Equal(43, server.Ready.Token.Length);
            using var process = System.Diagnostics.Process.GetProcessById(server.Ready.ProcessId);
            Assert.False(process.HasExited);
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(server.Data.ReadyFile));
            Assert.Contains("serves gRPC", server.Log(), StringComparison.Ordinal);
            Assert.DoesNotContain(server.Ready.Token, server.Log(), StringComparison.Ordinal);
            // One JSON object per line.
            Assert.All(server.Log().Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.NotNull(System.Text.Json.Nodes.JsonNode.Parse(line)!["@t"]));

            (int code, string error) = await Child.RunAsync(["stop", "--data", _folder["data"]]);
            Assert.Equal((0, ""), (code, error));
            Assert.Equal(0, await server.EndAsync());
        }
        Assert.False(File.Exists(new DataFolder(_folder["data"]).ReadyFile));
        Assert.Equal(0, (await Child.RunAsync(["stop", "--data", _folder["data"]])).Code);
    }

    [Fact]
    public async Task A_termination_signal_ends_it_in_order()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no termination signal.");
        await using RunningServer server = await RunningServer.StartAsync(_folder["data"], RunningServer.Scripted);
        await server.SubmitAsync("a", "hold");
        using System.Diagnostics.Process engine = await server.EngineOfAsync("a");
        using (var kill = System.Diagnostics.Process.Start("kill", ["-TERM", $"{server.Ready.ProcessId}"]))
            await kill.WaitForExitAsync(Cancel);
        Assert.Equal(0, await server.EndAsync());
        Assert.True(engine.HasExited);
        Assert.False(File.Exists(server.Data.ReadyFile));
        Assert.Equal("SERVER_ENDED", new JobStore(new JobDatabase(server.Data.Database)).Get("a").Reason);
    }

    [Fact]
    public async Task A_server_that_nobody_uses_ends_when_a_client_started_it()
    {
        await using RunningServer server = await RunningServer.StartAsync(
            _folder["data"], new Dictionary<string, string>(RunningServer.Scripted) { ["IdleMinutes"] = "0.01" }, ["--on-demand"]);
        Assert.Equal(0, await server.EndAsync());
        Assert.False(File.Exists(server.Data.ReadyFile));
    }

    [Fact]
    public async Task A_folder_that_was_allowed_is_allowed_after_a_restart()
    {
        string images = _folder.Sub("images");
        await using (RunningServer server = await RunningServer.StartAsync(_folder["data"], RunningServer.Scripted))
        {
            Assert.Empty((await server.Client.System.GetInfoAsync(new GetInfoRequest())).AllowedFolders);
            Assert.Equal([images], (await server.Client.System.AllowFolderAsync(new AllowFolderRequest { Folder = images + "/" })).AllowedFolders);
            foreach (string wrong in (string[])["images", _folder["nothing"], ""])
                Assert.Equal("FOLDER_INVALID", (await Refusal.OfAsync(server.Client.System.AllowFolderAsync(new AllowFolderRequest { Folder = wrong }))).Reason);
            await server.KillAsync();
        }
        await using RunningServer after = await RunningServer.StartAsync(_folder["data"], RunningServer.Scripted);
        Assert.Equal([images], (await after.Client.System.GetInfoAsync(new GetInfoRequest())).AllowedFolders);
    }

    private Task<(int Code, string Error)> ServeAsync(string[] arguments) =>
        Child.RunAsync(["serve", "--data", _folder["data"], .. arguments], RunningServer.Scripted);
}

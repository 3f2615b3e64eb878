// SPDX-License-Identifier: MIT
using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using MaxRev.Gdal.Core;
using OSGeo.GDAL;
using OSGeo.OGR;
using OSGeo.OSR;

namespace SolarGis.Imagery;

/// <summary>Prepares GDAL once per process: drivers, options that close known doors of hostile files, and error reporting.</summary>
public static class GdalRuntime
{
    private const int KeptMessages = 64;

    private static readonly Lock Gate = new();
    private static readonly ConcurrentQueue<string> Messages = new();

    // GDAL keeps only the function pointer: the delegate must outlive every call, and must never throw into native code.
    private static readonly Gdal.GDALErrorHandlerDelegate ErrorHandler = StoreMessage;

    private static bool _ready;

    /// <summary>GDAL's version, such as "3.6.2".</summary>
    public static string Version
    {
        get
        {
            Initialise();
            return Gdal.VersionInfo("RELEASE_NAME");
        }
    }

    /// <summary>GDAL's latest warnings and errors, oldest first, for logs and diagnostics.</summary>
    public static IReadOnlyList<string> RecentMessages => [.. Messages];

    /// <summary>Makes GDAL ready; later calls return at once. Every public type of this project calls it itself.</summary>
    /// <param name="cacheMegabytes">Block cache in MiB; only the first call of a process decides.</param>
    public static void Initialise(int cacheMegabytes = 256)
    {
        if (Volatile.Read(ref _ready)) return;
        lock (Gate)
        {
            if (_ready) return;
            SetOptions(cacheMegabytes);
            GdalBase.ConfigureAll();
            Gdal.UseExceptions();
            Ogr.UseExceptions();
            Osr.UseExceptions();
            Gdal.SetErrorHandler(ErrorHandler, null);
            Osr.SetPROJEnableNetwork(false);
            Volatile.Write(ref _ready, true);
        }
    }

    /// <summary>
    /// Throws what went wrong while a handle was closed (a full disk, often). The bindings keep such an error pending on the
    /// thread and would throw it at the next, innocent call.
    /// </summary>
    internal static void ThrowPending()
    {
        // Each checks for a pending error of its own library.
        Gdal.GetDriverCount();
        Ogr.GetDriverCount();
        Osr.GetPROJVersionMajor();
    }

    /// <summary>Forgets pending errors, before work that they have nothing to do with.</summary>
    internal static void ClearPending()
    {
        for (int library = 0; library < 3; library++)
        {
            try
            {
                ThrowPending();
                break;
            }
            catch (ApplicationException)
            {
                // Retrieved and so forgotten; the message is among the recent ones.
            }
        }
        Gdal.ErrorReset();
    }

    private static void SetOptions(int cacheMegabytes)
    {
        // Side-cars (.ovr, .aux.xml) could be any format, among them a VRT that reads other files.
        Gdal.SetConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR");
        Gdal.SetConfigOption("GDAL_PAM_ENABLED", "NO");
        Gdal.SetConfigOption("GDAL_VRT_ENABLE_PYTHON", "NO");
        // No network from inside GDAL: no name is allowed, and the proxy is a port where nothing listens.
        Gdal.SetConfigOption("CPL_VSIL_CURL_ALLOWED_FILENAME", "none");
        Gdal.SetConfigOption("GDAL_HTTP_PROXY", "127.0.0.1:9");
        Gdal.SetConfigOption("GDAL_HTTPS_PROXY", "127.0.0.1:9");
        Gdal.SetConfigOption("GDAL_HTTP_MAX_RETRY", "0");
        Environment.SetEnvironmentVariable("no_proxy", "");
        Gdal.SetConfigOption("GDAL_CACHEMAX", cacheMegabytes.ToString(CultureInfo.InvariantCulture));
        Gdal.SetConfigOption("OGR_SQLITE_LOAD_EXTENSIONS", "");
        Gdal.SetConfigOption("SHAPE_ENCODING", "");
    }

    private static void StoreMessage(int errorClass, int number, IntPtr message)
    {
        try
        {
            string level = errorClass >= 3 ? "error" : "warning";
            Messages.Enqueue($"{level} {number}: {Marshal.PtrToStringUTF8(message)}");
            while (Messages.Count > KeptMessages) Messages.TryDequeue(out _);
        }
        catch (Exception)
        {
            // An exception that crosses into GDAL aborts the process; a lost log line does not matter.
        }
    }
}

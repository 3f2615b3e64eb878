// SPDX-License-Identifier: MIT
namespace SolarGis.Models.Packages;

/// <summary>The files of a package, read whole and never beyond a limit.</summary>
internal abstract class PackageFiles : IDisposable
{
    /// <summary>Opens a folder or a zip file.</summary>
    /// <exception cref="ModelException">MODEL_UNKNOWN: nothing there; MODEL_DAMAGED: not a package.</exception>
    public static PackageFiles Open(string path)
    {
        if (Directory.Exists(path)) return new FolderFiles(path);
        if (File.Exists(path)) return new ZipFiles(path);
        throw new ModelException("MODEL_UNKNOWN", $"There is no model package {System.IO.Path.GetFileName(path)}; give a model's folder or its zip file.");
    }

    /// <summary>Reads a file.</summary>
    /// <param name="name">A plain file name.</param>
    /// <param name="limit">Greatest number of bytes.</param>
    /// <exception cref="ModelException">MODEL_DAMAGED: missing, unreadable or larger.</exception>
    public byte[] Read(string name, int limit)
    {
        try
        {
            using var stream = OpenFile(name) ?? throw Damaged($"lacks {name}");
            using var copy = new MemoryStream();
            byte[] buffer = new byte[81920];
            // Counted while reading: neither a directory entry nor an archive's own figure is believed.
            for (int count; (count = stream.Read(buffer)) > 0;)
            {
                if (copy.Length + count > limit) throw Damaged($"has a {name} of over {limit} bytes, more than any model needs");
                copy.Write(buffer, 0, count);
            }

            return copy.ToArray();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException)
        {
            throw Damaged($"has a {name} that cannot be read", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens a file; null when there is none.</summary>
    protected abstract Stream? OpenFile(string name);

    /// <summary>Frees what is open.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    protected static ModelException Damaged(string what, Exception? inner = null) =>
        new("MODEL_DAMAGED", $"The model package {what}; get the model again.", inner);
}

// SPDX-License-Identifier: MIT
namespace MaxRev.Gdal.Core
{
    /// <summary>The one entry point of MaxRev.Gdal.Core that this project calls, for bindings that need no set-up of paths.</summary>
    public static class GdalBase
    {
        /// <summary>Registers GDAL's raster and vector drivers.</summary>
        public static void ConfigureAll()
        {
            OSGeo.GDAL.Gdal.AllRegister();
            OSGeo.OGR.Ogr.RegisterAll();
        }
    }
}

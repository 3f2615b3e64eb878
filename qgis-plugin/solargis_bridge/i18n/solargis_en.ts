<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1">
<context>
    <name>@default</name>
    <message>
        <location filename="../jobs/segmentation_task.py" line="76"/>
        <source>The job did not finish.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../jobs/segmentation_task.py" line="96"/>
        <source>Submitting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../jobs/segmentation_task.py" line="103"/>
        <source>Checking the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../jobs/segmentation_task.py" line="114"/>
        <source>Sending the pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../jobs/segmentation_task.py" line="127"/>
        <source>This model needs {}, which this image does not have. Choose an image with these bands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../jobs/segmentation_task.py" line="136"/>
        <source>Fetching the results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../region/inputs.py" line="25"/>
        <source>the layer cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../region/inputs.py" line="27"/>
        <source>a picture from a map service holds no reflectance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../region/inputs.py" line="29"/>
        <source>the layer has no coordinate reference system; set it in the layer&apos;s properties</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../region/inputs.py" line="32"/>
        <source>8-bit pictures hold colours, not reflectance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../region/inputs.py" line="34"/>
        <source>the file is not on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../transport/sentences.py" line="18"/>
        <source>No SolarGis server answers at this address. Start one, or check the address in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../transport/sentences.py" line="19"/>
        <source>The connection to the server was lost. Jobs keep running there; the plugin connects again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../transport/sentences.py" line="20"/>
        <source>Something answers at this address, but it is no SolarGis server. Check the address and the gRPC-Web port (50072 unless changed) in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../transport/sentences.py" line="22"/>
        <source>The server&apos;s certificate was not accepted. Check it under Settings &gt; Options &gt; Authentication.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../transport/sentences.py" line="23"/>
        <source>The chosen authentication cannot be used. Unlock QGIS&apos;s authentication database or choose another configuration in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../transport/sentences.py" line="25"/>
        <source>The network proxy asks for a password. Set it under Settings &gt; Options &gt; Network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../transport/sentences.py" line="26"/>
        <source>The server does not know this request. Check the address, or update the server or the plugin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../transport/sentences.py" line="32"/>
        <source>Cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../transport/sentences.py" line="33"/>
        <source>The server failed without saying why. Try again; its log has the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../transport/sentences.py" line="34"/>
        <source>The server did not accept the request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../transport/sentences.py" line="35"/>
        <source>The server did not answer in time. It may be busy: try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../transport/sentences.py" line="36"/>
        <source>The server does not have this any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../transport/sentences.py" line="37"/>
        <source>The server already has this under the same name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../transport/sentences.py" line="38"/>
        <source>The server does not allow this. Ask its administrator, or use a server of your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../transport/sentences.py" line="39"/>
        <source>The server is at its limit. Choose a smaller region or try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../transport/sentences.py" line="40"/>
        <source>The server cannot do this now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../transport/sentences.py" line="41"/>
        <source>The server was interrupted. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../transport/sentences.py" line="42"/>
        <source>A value is outside of what the server accepts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../transport/sentences.py" line="43"/>
        <source>This server is too old for that. Update the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../transport/sentences.py" line="49"/>
        <source>The server failed. Try again; its log has the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../transport/sentences.py" line="45"/>
        <source>The server does not answer. Check that it is running; the plugin tries again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../transport/sentences.py" line="46"/>
        <source>The data arrived damaged. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../transport/sentences.py" line="47"/>
        <source>The server did not accept the token. Check the authentication in the settings; a server on this computer writes its token into its ready file.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportAccepted</name>
    <message>
        <location filename="../processing_provider/export_accepted.py" line="27"/>
        <source>Export accepted sites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing_provider/export_accepted.py" line="31"/>
        <source>Writes the accepted and hand-drawn sites of a register to a shapefile, GeoPackage or GeoJSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing_provider/export_accepted.py" line="35"/>
        <source>Register</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing_provider/export_accepted.py" line="36"/>
        <source>Coordinate reference system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing_provider/export_accepted.py" line="37"/>
        <source>Accepted sites</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FindPanel</name>
    <message>
        <location filename="../gui/find_panel.py" line="49"/>
        <source>No region yet: draw one on the map.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/find_panel.py" line="51"/>
        <source>Find solar farms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/find_panel.py" line="74"/>
        <source>1. Image (tick one multi-band layer or several band layers)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/find_panel.py" line="76"/>
        <source>2. Region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/find_panel.py" line="77"/>
        <source>Rectangle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/find_panel.py" line="77"/>
        <source>Polygon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/find_panel.py" line="77"/>
        <source>Map view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/find_panel.py" line="77"/>
        <source>Layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/find_panel.py" line="77"/>
        <source>Selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/find_panel.py" line="89"/>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/find_panel.py" line="90"/>
        <source>Threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/find_panel.py" line="91"/>
        <source>Smallest area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/find_panel.py" line="138"/>
        <source>Select polygons of a layer first, and make that layer the current one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/find_panel.py" line="145"/>
        <source>The map has no coordinate reference system. Set one at the bottom right of QGIS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/find_panel.py" line="150"/>
        <source>Region: {} to {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/find_panel.py" line="168"/>
        <source>Tick an image first: one multi-band layer, or one layer for each band.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/find_panel.py" line="171"/>
        <source>Draw a region on the map first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/find_panel.py" line="174"/>
        <source>The band layers have different coordinate reference systems. Choose layers of one image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/find_panel.py" line="179"/>
        <source>The region lies outside of {}. Draw it on the image.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobsPanel</name>
    <message>
        <location filename="../gui/jobs_panel.py" line="26"/>
        <source>Job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/jobs_panel.py" line="26"/>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/jobs_panel.py" line="30"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/jobs_panel.py" line="32"/>
        <source>Load results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/jobs_panel.py" line="61"/>
        <source>starting</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ListModels</name>
    <message>
        <location filename="../processing_provider/list_models.py" line="28"/>
        <source>List models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing_provider/list_models.py" line="32"/>
        <source>Lists the models that the SolarGis server offers, with the bands that each needs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing_provider/list_models.py" line="36"/>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LocalServer</name>
    <message>
        <location filename="../server/local_server.py" line="23"/>
        <source>The program “{}” was not found. Install the SolarGis server, or choose its program in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../server/local_server.py" line="34"/>
        <source>The program {} could not be started: {}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainDock</name>
    <message>
        <location filename="../gui/main_dock.py" line="67"/>
        <source>SolarGis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/main_dock.py" line="31"/>
        <source>Start server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/main_dock.py" line="32"/>
        <source>Start the SolarGis server on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/main_dock.py" line="34"/>
        <source>Copy diagnostics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/main_dock.py" line="39"/>
        <source>Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/main_dock.py" line="40"/>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/main_dock.py" line="44"/>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/main_dock.py" line="60"/>
        <source>Server {} on {}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OptionsPage</name>
    <message>
        <location filename="../gui/options_page.py" line="24"/>
        <source>empty: the server on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/options_page.py" line="37"/>
        <source>Server address (gRPC-Web)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/options_page.py" line="37"/>
        <source>Authentication (token as password)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/options_page.py" line="37"/>
        <source>Program of the local server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/options_page.py" line="37"/>
        <source>Folder for results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/options_page.py" line="37"/>
        <source>Reviewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../gui/options_page.py" line="37"/>
        <source>Capacity, MW (DC) per hectare</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Region</name>
    <message>
        <location filename="../region/region.py" line="38"/>
        <source>The region crosses itself or is empty. Draw it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../region/window.py" line="20"/>
        <source>{} cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../region/window.py" line="28"/>
        <source>The region lies outside of {}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../region/window.py" line="32"/>
        <source>The pixels could not be written to {}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <location filename="../jobs/results.py" line="20"/>
        <source>Probability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../jobs/results.py" line="23"/>
        <source>Candidates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../jobs/results.py" line="35"/>
        <source>Written by SolarGisBridge, job {}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReviewDock</name>
    <message>
        <location filename="../review/dock.py" line="38"/>
        <source>SolarGis review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../review/dock.py" line="50"/>
        <source>most uncertain first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../review/dock.py" line="50"/>
        <source>largest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../review/dock.py" line="50"/>
        <source>nearest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../review/dock.py" line="59"/>
        <source>greenhouse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../review/dock.py" line="59"/>
        <source>roof</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../review/dock.py" line="59"/>
        <source>water</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../review/dock.py" line="59"/>
        <source>bare soil</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../review/dock.py" line="59"/>
        <source>cloud or shadow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../review/dock.py" line="73"/>
        <source>Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../review/dock.py" line="73"/>
        <source>Reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../review/dock.py" line="73"/>
        <source>Unsure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../review/dock.py" line="73"/>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../review/dock.py" line="73"/>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../review/dock.py" line="73"/>
        <source>Blink</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../review/dock.py" line="88"/>
        <source>Reason for a rejection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../review/dock.py" line="89"/>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../review/dock.py" line="90"/>
        <source>Hide below probability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../review/dock.py" line="91"/>
        <source>Hide below area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../review/dock.py" line="93"/>
        <source>Export accepted sites…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../review/dock.py" line="93"/>
        <source>Copy methods paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../review/dock.py" line="121"/>
        <source>{} to review, {} accepted, {} rejected, {} unsure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../review/dock.py" line="125"/>
        <source>Nothing left to review.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../review/dock.py" line="128"/>
        <source>Site {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../review/dock.py" line="130"/>
        <source>probability {} on average</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Segment</name>
    <message>
        <location filename="../processing_provider/segment.py" line="34"/>
        <source>Find solar farms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing_provider/segment.py" line="38"/>
        <source>Sends a region of a Sentinel-2 image to the SolarGis server and writes the probability raster and the candidate polygons. Choose one layer with all bands or one layer for each band.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing_provider/segment.py" line="44"/>
        <source>Image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing_provider/segment.py" line="45"/>
        <source>Region (empty: the whole image)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing_provider/segment.py" line="46"/>
        <source>Model (empty: the default)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing_provider/segment.py" line="47"/>
        <source>Threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing_provider/segment.py" line="48"/>
        <source>Smallest area (m²)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing_provider/segment.py" line="49"/>
        <source>Folder for the results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing_provider/segment.py" line="50"/>
        <source>Probability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../processing_provider/segment.py" line="51"/>
        <source>Candidates</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SolarGisPlugin</name>
    <message>
        <location filename="../plugin.py" line="66"/>
        <source>Find solar farms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin.py" line="66"/>
        <source>Review candidates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin.py" line="142"/>
        <source>finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin.py" line="147"/>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin.py" line="149"/>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin.py" line="162"/>
        <source>{} candidates: {} new, {} known, {} split or merged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin.py" line="188"/>
        <source>Sites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin.py" line="204"/>
        <source>The results of this job are not on this computer any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin.py" line="204"/>
        <source>This job has no results.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin.py" line="211"/>
        <source>Export accepted sites</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>

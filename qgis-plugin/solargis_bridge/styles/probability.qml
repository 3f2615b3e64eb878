<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis styleCategories="Symbology" version="3.22.0">
  <pipe>
    <rasterrenderer type="singlebandpseudocolor" band="1" opacity="0.8" alphaBand="-1" classificationMin="0" classificationMax="1">
      <rasterTransparency/>
      <rastershader>
        <colorrampshader colorRampType="INTERPOLATED" classificationMode="1" clip="0" minimumValue="0" maximumValue="1">
          <item value="0" label="0" color="#440154" alpha="0"/>
          <item value="0.2" label="0.2" color="#440154" alpha="0"/>
          <item value="0.4" label="0.4" color="#7b3294" alpha="90"/>
          <item value="0.6" label="0.6" color="#d6336c" alpha="150"/>
          <item value="0.8" label="0.8" color="#ff922b" alpha="200"/>
          <item value="1" label="1" color="#fff3bf" alpha="255"/>
        </colorrampshader>
      </rastershader>
    </rasterrenderer>
  </pipe>
</qgis>

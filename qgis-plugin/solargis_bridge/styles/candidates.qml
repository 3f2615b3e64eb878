<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis styleCategories="Symbology|Labeling" version="3.22.0">
  <renderer-v2 type="categorizedSymbol" attr="coalesce(&quot;status&quot;, '')" enableorderby="0" forceraster="0" symbollevels="0">
    <categories>
      <category symbol="0" value="" label="to review" render="true"/>
      <category symbol="1" value="accepted" label="accepted" render="true"/>
      <category symbol="2" value="rejected" label="rejected" render="true"/>
      <category symbol="3" value="unsure" label="unsure" render="true"/>
      <category symbol="4" value="added" label="added by hand" render="true"/>
    </categories>
    <symbols>
      <symbol type="fill" name="0" alpha="1" clip_to_extent="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0">
          <Option type="Map">
            <Option type="QString" name="line_color" value="255,214,0,255"/>
            <Option type="QString" name="line_width" value="0.6"/>
            <Option type="QString" name="line_width_unit" value="MM"/>
            <Option type="QString" name="joinstyle" value="round"/>
          </Option>
          <prop k="line_color" v="255,214,0,255"/>
          <prop k="line_width" v="0.6"/>
        </layer>
      </symbol>
      <symbol type="fill" name="1" alpha="1" clip_to_extent="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0">
          <Option type="Map">
            <Option type="QString" name="line_color" value="34,197,94,255"/>
            <Option type="QString" name="line_width" value="0.6"/>
            <Option type="QString" name="line_width_unit" value="MM"/>
            <Option type="QString" name="joinstyle" value="round"/>
          </Option>
          <prop k="line_color" v="34,197,94,255"/>
          <prop k="line_width" v="0.6"/>
        </layer>
      </symbol>
      <symbol type="fill" name="2" alpha="1" clip_to_extent="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0">
          <Option type="Map">
            <Option type="QString" name="line_color" value="239,68,68,255"/>
            <Option type="QString" name="line_width" value="0.6"/>
            <Option type="QString" name="line_width_unit" value="MM"/>
            <Option type="QString" name="joinstyle" value="round"/>
          </Option>
          <prop k="line_color" v="239,68,68,255"/>
          <prop k="line_width" v="0.6"/>
        </layer>
      </symbol>
      <symbol type="fill" name="3" alpha="1" clip_to_extent="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0">
          <Option type="Map">
            <Option type="QString" name="line_color" value="192,132,252,255"/>
            <Option type="QString" name="line_width" value="0.6"/>
            <Option type="QString" name="line_width_unit" value="MM"/>
            <Option type="QString" name="joinstyle" value="round"/>
          </Option>
          <prop k="line_color" v="192,132,252,255"/>
          <prop k="line_width" v="0.6"/>
        </layer>
      </symbol>
      <symbol type="fill" name="4" alpha="1" clip_to_extent="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0">
          <Option type="Map">
            <Option type="QString" name="line_color" value="56,189,248,255"/>
            <Option type="QString" name="line_width" value="0.6"/>
            <Option type="QString" name="line_width_unit" value="MM"/>
            <Option type="QString" name="joinstyle" value="round"/>
          </Option>
          <prop k="line_color" v="56,189,248,255"/>
          <prop k="line_width" v="0.6"/>
        </layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="simple">
    <settings calloutType="simple">
      <text-style fieldName="round(&quot;p_mean&quot; * 100) || ' %'" isExpression="1" fontFamily="Sans" fontSize="8" fontSizeUnit="Point" textColor="255,255,255,255" textOpacity="1">
        <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="0,0,0,255" bufferOpacity="0.7"/>
      </text-style>
      <placement placement="1" quadOffset="4" dist="0" priority="5"/>
      <rendering obstacle="0" displayAll="0" scaleVisibility="0"/>
    </settings>
  </labeling>
</qgis>

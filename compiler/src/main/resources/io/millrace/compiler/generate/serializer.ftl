  /** Writes and reads the fields in the order of {@link #SCHEMA}. */
  public static final class Serializer extends RecordSerializer<${className}> {
    private static final long serialVersionUID = 1L;

    /** What savepoints keep of the fields, so that the class may change. */
    ${schema}
<#if nested?has_content>

<#list nested as serializer>
    private final ${serializer.className}.Serializer ${serializer.name} = new ${serializer.className}.Serializer();
</#list>
</#if>

    @Override
    public RecordSchema schema() {
      return SCHEMA;
    }

    @Override
    public Serializer duplicate() {
      return new Serializer();
    }

    @Override
    public void serialize(${className} value, DataOutputView out) throws IOException {
<#list serialize as line>
      ${line}
</#list>
    }

    @Override
    public ${className} deserialize(DataInputView in) throws IOException {
<#list deserialize as line>
      ${line}
</#list>
    }
<#list collections as methods>

    ${methods.write}
      writeCount(values.size(), out);
      for (${methods.each} : ${methods.elements}) {
<#list methods.writes as line>
        ${line}
</#list>
      }
    }

    private ${methods.type} read${methods.label}(DataInputView in) throws IOException {
      int count = readCount(in);
      ${methods.type} values = ${methods.construct};
      for (int i = 0; i < count; i++) {
        ${methods.add}
      }
      return values;
    }
</#list>

<#list records as method>

  private ${method.type} ${method.name}(JsonReader in, ConnectSchema type) throws DecodeException {
<#list method.locals as line>
    ${line}
</#list>
<#list method.missing as line>
    ${line}
</#list>
    for (int field = in.beginObject(${method.table});
        field != JsonReader.END;
        field = in.nextField(${method.table}, field)) {
      switch (field) {
<#list method.cases as line>
        ${line}
</#list>
        default -> in.skipValue();
      }
    }
<#list method.checks as check>
    if (${check.variable} != 0) {
      throw in.missing(${method.table}, ${check.first}, ${check.variable});
    }
</#list>
    ${method.result}
  }
</#list>
<#list collections as method>

  private ${method.type} ${method.name}(JsonReader in, ConnectSchema type) throws DecodeException {
    ${method.type} values = ${method.construct};
    for (boolean more = ${method.begin}; more; more = ${method.next}) {
      ${method.add}
    }
    return values;
  }
</#list>

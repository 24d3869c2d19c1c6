import ts from "typescript"

/**
 * Writes TypeScript types as JSON Schema. Named types of our own become components, so that recursive ones end.
 * @param {ts.TypeChecker} checker
 */
export function schemaWriter(checker) {
  const components = {}

  const schemaOf = (type) => {
    const name = componentName(type)
    if (name === null) {
      return write(type)
    }
    if (!(name in components)) {
      components[name] = {}
      components[name] = write(type)
    }
    return { $ref: `#/components/schemas/${name}` }
  }

  const write = (type) => {
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) {
      return {}
    }
    if (type.isUnion()) {
      return union(type.types)
    }
    return simple(type) ?? array(type) ?? object(type)
  }

  const union = (all) => {
    const types = all.filter((type) => !(type.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)))
    const literals = types.filter((type) => type.isStringLiteral() || type.isNumberLiteral())
    const isBoolean = types.filter((type) => type.flags & ts.TypeFlags.BooleanLiteral).length === 2
    const rest = types.filter(
      (type) => !literals.includes(type) && !(isBoolean && type.flags & ts.TypeFlags.BooleanLiteral)
    )
    const schemas = [
      ...(literals.length > 0 ? [{ enum: literals.map((type) => type.value).sort() }] : []),
      ...(isBoolean ? [{ type: "boolean" }] : []),
      ...rest.map(schemaOf),
    ]
    return schemas.length === 1 ? schemas[0] : { anyOf: unique(schemas) }
  }

  const simple = (type) => {
    const { flags } = type
    if (type.isStringLiteral() || type.isNumberLiteral()) {
      return { const: type.value }
    }
    if (flags & ts.TypeFlags.BooleanLiteral) {
      return { const: type.intrinsicName === "true" }
    }
    if (flags & ts.TypeFlags.StringLike) {
      return { type: "string" }
    }
    if (flags & ts.TypeFlags.NumberLike) {
      return { type: "number" }
    }
    if (flags & ts.TypeFlags.BooleanLike) {
      return { type: "boolean" }
    }
    if (flags & ts.TypeFlags.Null) {
      return { type: "null" }
    }
    if (flags & ts.TypeFlags.Never) {
      return { not: {} }
    }
    return type.symbol?.name === "Date" ? { type: "string", format: "date-time" } : null
  }

  const array = (type) => {
    if (checker.isTupleType(type)) {
      const items = checker.getTypeArguments(type).map(schemaOf)
      return { type: "array", prefixItems: items, minItems: items.length, maxItems: items.length }
    }
    return checker.isArrayType(type)
      ? { type: "array", items: schemaOf(checker.getTypeArguments(type)[0]) }
      : null
  }

  const object = (type) => {
    const index = type.getStringIndexType()
    const properties = type
      .getProperties()
      .filter((property) => !property.name.startsWith("__"))
      .map((property) => [property.name, property, checker.getTypeOfSymbol(property)])
    const required = properties
      .filter(([, property]) => !(property.flags & ts.SymbolFlags.Optional))
      .map(([name]) => name)
    return {
      type: "object",
      ...(properties.length === 0
        ? {}
        : {
            ...(required.length === 0 ? {} : { required }),
            properties: Object.fromEntries(
              properties.map(([name, , propertyType]) => [name, schemaOf(propertyType)])
            ),
          }),
      ...(index === undefined ? {} : { additionalProperties: schemaOf(index) }),
    }
  }

  return { schemaOf, components: () => components }
}

/** Aliases of ours without type arguments; a union of literals is short enough to stand where it is used. */
function componentName(type) {
  const { aliasSymbol, aliasTypeArguments } = type
  const isOurs = aliasSymbol?.declarations?.[0]
    ?.getSourceFile()
    .fileName.replaceAll("\\", "/")
    .includes("/src/")
  const isPlain = (aliasTypeArguments ?? []).length === 0
  const isLiterals = type.isUnion() && type.types.every((each) => each.isLiteral())
  return isOurs && isPlain && !isLiterals && !/node_modules/.test(fileOf(aliasSymbol))
    ? aliasSymbol.name
    : null
}

function fileOf(symbol) {
  return symbol.declarations[0].getSourceFile().fileName
}

function unique(schemas) {
  return [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()]
}

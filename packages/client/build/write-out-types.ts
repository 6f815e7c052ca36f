import { writeFileSync } from 'node:fs'
import ts from 'typescript-api'

/**
 * Rewrites declaration files in place: every type that is inferred from a zod schema is written out, by the names that its
 * parts have elsewhere, and the schemas go. Whoever compiles against them needs neither zod nor the time to infer.
 */
export function writeOutTypes(files: readonly string[]): void {
  const program = ts.createProgram(files, {
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2024.d.ts', 'lib.dom.d.ts'],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
  })
  const checker = program.getTypeChecker()
  const sources = files.map((name) => {
    const file = program.getSourceFile(name)
    if (!file) throw new Error(`${name} is not part of the program`)
    return file
  })
  const named = namedTypes(sources, checker)
  const texts = sources.map((file) => ({ name: file.fileName, text: withoutZod(file, { checker, named }) }))
  for (const { name, text } of texts) writeFileSync(name, text)
}

interface Edit {
  start: number
  end: number
  text: string
}

/** An exported alias and how its type reads in full, so that it is recognised inside another. */
interface Named {
  name: string
  fileName: string
  text: string
}

const shortestName = 30

/** Longest first. Of two names for one type the first is taken, and short types stay as they are. */
function namedTypes(sources: readonly ts.SourceFile[], checker: ts.TypeChecker): Named[] {
  const byText = new Map<string, Named>()
  for (const { fileName, statements } of sources)
    for (const node of statements) {
      if (!ts.isTypeAliasDeclaration(node) || node.typeParameters) continue
      const text = inFull(checker.getTypeFromTypeNode(node.type), checker)
      if (text.length >= shortestName && !byText.has(text)) byText.set(text, { name: node.name.text, fileName, text })
    }
  return [...byText.values()].toSorted((a, b) => b.text.length - a.text.length)
}

const inFull = (type: ts.Type, checker: ts.TypeChecker): string =>
  checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias)

/** A type with the names of its parts. Replacing a part of a union or an object by its alias never changes the type. */
function byName(type: ts.Type, { checker, named, except }: Tools & { except: string | undefined }): string {
  return named.reduce(
    (text, { name, fileName, text: part }) =>
      name === except ? text : text.replaceAll(part, `import('${fileName.replace(/\.d\.ts$/, '.js')}').${name}`),
    inFull(type, checker),
  )
}

interface Tools {
  checker: ts.TypeChecker
  named: readonly Named[]
}

function withoutZod(file: ts.SourceFile, tools: Tools): string {
  const { checker } = tools
  const edits: Edit[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && isZod(node.moduleSpecifier)) edits.push(removal(node))
    else if (ts.isVariableStatement(node) && declaresSchema(node, checker))
      edits.push(hasTypeBehind(node, file) ? { ...removal(node), start: node.getStart() } : removal(node))
    else if (ts.isTypeNode(node) && isInferred(node, checker)) {
      const except = ts.isTypeAliasDeclaration(node.parent) ? node.parent.name.text : undefined
      const text = byName(checker.getTypeFromTypeNode(node), { ...tools, except })
      edits.push({ start: node.getStart(), end: node.end, text })
    } else ts.forEachChild(node, visit)
  }
  visit(file)
  return apply(file.text, edits)
}

const isZod = (specifier: ts.Expression): boolean => ts.isStringLiteral(specifier) && /^zod(\/|$)/.test(specifier.text)

const removal = (node: ts.Node): Edit => ({ start: node.getFullStart(), end: node.end, text: '' })

/** Whether the type of the same name follows: what is said of the schema is true of the type. */
function hasTypeBehind({ declarationList, end }: ts.VariableStatement, file: ts.SourceFile): boolean {
  const next = file.statements.find((statement) => statement.pos >= end)
  return (
    next !== undefined &&
    ts.isTypeAliasDeclaration(next) &&
    next.name.text === declarationList.declarations[0]?.name.getText()
  )
}

/** `z.infer<typeof Schema>`, `z.input<…>`: aliases that zod declares. */
function isInferred(node: ts.TypeNode, checker: ts.TypeChecker): boolean {
  if (!ts.isTypeReferenceNode(node)) return false
  const symbol = checker.getSymbolAtLocation(node.typeName)
  const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  const isZods = target?.declarations?.some(({ parent }) => /\/zod\//.test(parent.getSourceFile().fileName)) ?? false
  return isZods && ['infer', 'input', 'output'].includes(target?.name ?? '')
}

/** A schema, or a table of schemas that others are made from. */
function declaresSchema({ declarationList }: ts.VariableStatement, checker: ts.TypeChecker): boolean {
  return declarationList.declarations.some((declaration) => {
    const type = checker.getTypeAtLocation(declaration)
    const isSchema = (one: ts.Type) => one.getProperty('_zod') !== undefined
    const parts = type.getProperties().map((property) => checker.getTypeOfSymbolAtLocation(property, declaration))
    return isSchema(type) || (parts.length > 0 && parts.every(isSchema))
  })
}

function apply(text: string, edits: readonly Edit[]): string {
  return edits
    .toReversed()
    .reduce((left, { start, end, text: put }) => left.slice(0, start) + put + left.slice(end), text)
}

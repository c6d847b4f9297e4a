type InFile = { file: string }

const bytes = (n: number): string => (n >= 1 << 20 ? `${Math.round(n / (1 << 20))} MiB` : `${n} bytes`)
const quoted = (name: string): string => JSON.stringify(name.length > 60 ? `${name.slice(0, 60)}…` : name)

/** Reading other parties' files. */
export const importErrors = {
  'import/missing-file': (d: InFile) => `There is no file ${d.file}: check the path.`,
  'import/empty-file': (d: InFile) => `${d.file} is empty (0 bytes): ask its owner for the extract again.`,
  'import/header-only': (d: InFile) => `${d.file} has a header but no rows: ask its owner for the extract again.`,
  'import/no-permission': (d: InFile) =>
    `${d.file} may not be read by this user: ask its owner for access, or copy it to a folder of yours.`,
  'import/dangling-link': (d: InFile & { target: string }) =>
    `${d.file} is a link to ${d.target}, which does not exist: mend the link or name the file itself.`,
  'import/cyclic-link': (d: InFile) => `${d.file} is a link that leads back to itself: name the file itself.`,
  'import/not-a-file': (d: InFile) => `${d.file} is neither a regular file nor a folder: save what it gives to a file first.`,
  'import/no-data-files': (d: { folder: string }) =>
    `${d.folder} holds no data files (.csv, .tsv, .parquet, .json, .jsonl, .arrow, .feather, also .gz): name the folder that does.`,
  'import/no-match': (d: { pattern: string }) => `No file matches ${d.pattern}: check the pattern.`,
  'import/same-file-twice': (d: InFile) => `${d.file} is named twice: its rows would count double; name it once.`,
  'import/foreign-database': (d: InFile) =>
    `${d.file} is a DuckDB database: opening one made elsewhere is not safe; export its table as Parquet (COPY … TO 'x.parquet') and import that.`,
  'import/unknown-format': (d: InFile & { looks: string }) =>
    `${d.file} is none of CSV, Parquet, JSON or Arrow (its bytes look like ${d.looks}): export it as one of these.`,
  'import/other-format': (d: InFile & { said: string; found: string }) =>
    `${d.file} is said to be ${d.said}, but its bytes are ${d.found}: correct the plan, or ask for the file again.`,
  'import/mixed-formats': (d: InFile & { first: string; format: string; firstFormat: string }) =>
    `${d.file} is ${d.format} but ${d.first} is ${d.firstFormat}: one dataset has files of one format; import them apart.`,
  'import/schema-mismatch': (d: InFile & { first: string; column: string; problem: string }) =>
    `${d.file} does not fit ${d.first}: column ${quoted(d.column)} ${d.problem}; files of one dataset have the same columns in the same order.`,
  'import/duplicate-header': (d: InFile & { column: string; positions: readonly number[] }) =>
    `${d.file} has the header ${quoted(d.column)} more than once (columns ${d.positions.join(', ')}): rename one of them.`,
  'import/null-in-header': (d: InFile & { position: number }) =>
    `${d.file} has a header with the character U+0000 (column ${d.position}): ask its owner for a clean extract.`,
  'import/clashing-keys': (d: InFile & { line: number }) =>
    `${d.file} has an object with the same key twice (line ${d.line}): rename one of them.`,
  'import/too-many-columns': (d: InFile & { columns: number; most: number }) =>
    `${d.file} has ${d.columns} columns, more than the ${d.most} that Assay reads: export only the columns that the audit needs.`,
  'import/too-many-rows': (d: InFile & { rows: number; most: number }) =>
    `${d.file} has ${d.rows} rows, more than the ${d.most} that Assay reads: split it by period.`,
  'import/line-too-long': (d: InFile & { line: number; most: number }) =>
    `${d.file} has a line of more than ${bytes(d.most)} (line ${d.line}): a quote is left open there, or the cell is no table data; mend or remove it.`,
  'import/null-byte': (d: InFile & { line: number }) =>
    `${d.file} holds the character U+0000 in text (line ${d.line}): it is binary or damaged; ask its owner for the extract again.`,
  'import/bad-encoding': (d: InFile & { encoding: string; byte: number }) =>
    `${d.file} is not ${d.encoding} at byte ${d.byte}: say its encoding (utf-8, utf-16le, utf-16be or windows-1252).`,
  'import/json-too-deep': (d: InFile & { line: number; most: number }) =>
    `${d.file} nests JSON deeper than ${d.most} levels (line ${d.line}): export one flat object a row.`,
  'import/bad-json': (d: InFile & { line: number }) =>
    `${d.file} is not valid JSON from line ${d.line} on: ask its owner for the extract again.`,
  'import/json-no-rows': (d: InFile) => `${d.file} holds no JSON objects: rows are objects, one a line or in one array.`,
  'import/damaged': (d: InFile & { what: string }) =>
    `${d.file} is damaged (${d.what}): ask its owner for the file again and compare its SHA-256.`,
  'import/decompression-bomb': (d: InFile & { ratio: number }) =>
    `${d.file} unpacks to more than ${d.ratio} times its size, as no honest table does: ask its owner for the file uncompressed.`,
  'import/too-large': (d: InFile & { most: number }) => `${d.file} is larger than ${bytes(d.most)} once unpacked: split it by period.`,
  'import/changed-while-read': (d: InFile) => `${d.file} changed while it was read: wait until it is complete, then import it again.`,
  'import/unreconciled': (d: InFile & { counted: number; parsed: number; rejected: number }) =>
    `${d.file} has ${d.counted} rows by count, but ${d.parsed} were read and ${d.rejected} rejected: its quoting is not regular; nothing was imported.`,
  'import/mostly-unreadable': (d: InFile & { rejected: number; rows: number }) =>
    `${d.rejected} of ${d.rows} rows of ${d.file} do not fit its columns: check delimiter, quote and encoding.`,
  'import/mostly-bad-json': (d: InFile & { rejected: number; rows: number; line: number }) =>
    `${d.rejected} of ${d.rows} rows of ${d.file} cannot be read as JSON objects (the first: line ${d.line}): rows are whole objects {"column": value}, one a line or in one array; export it as one of these.`,
  'import/unreadable': (d: InFile & { reason: string }) => `${d.file} cannot be read (${d.reason}): ask its owner for the file again.`,
  'import/out-of-memory': (d: { limit: number }) =>
    `The import needs more memory than the ${bytes(d.limit)} it may use: raise the limit, or split the files.`,
  'import/disk-full': (d: { folder: string }) => `The disk of ${d.folder} is full: make room and import again; nothing was kept.`,
  'import/deadline': (d: { seconds: number }) =>
    `The import did not end within ${d.seconds} s and was stopped; nothing was kept: raise the limit, or split the files.`,
  'import/reader-died': (d: { how: string }) =>
    `The process that reads the files died (${d.how}), so one of them is damaged or hostile; nothing was kept: ask its owner for it in another format.`,
  'import/owners-manifest-unreadable': (d: InFile & { line: number }) =>
    `${d.file} is no list of SHA-256 digests (line ${d.line}): give the output of sha256sum, or JSON {"files":[{"name":…,"sha256":…}]}.`,
  'import/dataset-unreadable': (d: InFile) =>
    `The dataset file ${d.file} is damaged or not Assay's own: delete it and import the data again.`
}

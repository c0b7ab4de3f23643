import Database from 'better-sqlite3'
import { type ExampleImage, exampleImages, type Owners } from './example-images.ts'

/** Puts images into the database of a server that is stopped, past the API: it would take hours. */
export function fillCatalogue(path: string, images: number, owners: Owners): void {
  const database = new Database(path)
  try {
    // Without a way back: a database that could not be filled is thrown away.
    database.pragma('journal_mode = off')
    database.pragma('synchronous = off')
    database.pragma('cache_size = -500000')
    const indexes = dropIndexes(database)
    database.exec('begin')
    insertImages(database, exampleImages(images, owners))
    insertDetails(database)
    for (const sql of indexes) database.exec(sql)
    database.exec('commit')
    database.pragma('journal_mode = wal')
  } finally {
    database.close()
  }
}

/** Sorting the images once for each index takes less than finding each image its place in all of them. */
function dropIndexes(database: Database.Database): string[] {
  const indexes = database
    .prepare<[], { name: string; sql: string }>(
      `select name, sql from sqlite_schema
       where type = 'index' and sql is not null and tbl_name in ('images', 'image_tags', 'image_properties')`,
    )
    .all()
  for (const { name } of indexes) database.exec(`drop index ${name}`)
  return indexes.map(({ sql }) => sql)
}

function insertImages(database: Database.Database, images: Iterable<ExampleImage>): void {
  let insert: Database.Statement | undefined
  for (const { tags, properties, ...image } of images) {
    const hasData = image.size !== null
    const row = {
      ...image,
      tags: JSON.stringify(tags),
      properties: JSON.stringify(properties),
      locations: hasData ? JSON.stringify([{ store: 'file', key: image.id, metadata: {} }]) : null,
      copies: hasData ? 1 : 0,
      revision: 3,
    }
    const columns = Object.keys(row)
    insert ??= database.prepare(`insert into images (${columns}) values (${columns.map((column) => `@${column}`)})`)
    insert.run(row)
  }
}

/** As the catalogue has them: a row each, which repeats what lists go by. */
function insertDetails(database: Database.Database): void {
  const repeated = 'hidden, visibility, owner, image_created_at'
  const listed = 'images.hidden, images.visibility, images.owner, images.created_at'
  database.exec(`
    insert into image_tags (image_id, tag, ${repeated})
    select images.id, tag.value, ${listed}
    from images, json_each(images.tags) as tag
    order by 1, 2;

    insert into image_properties (image_id, name, value, ${repeated})
    select images.id, property.key, property.value, ${listed}
    from images, json_each(images.properties) as property
    order by 1, 2;`)
}

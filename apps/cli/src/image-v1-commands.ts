import type { Command } from 'commander'
import { addImageV1Delete } from './commands/image-delete.ts'
import { addImageV1MemberRemove } from './commands/image-member-remove.ts'
import { addImageV1Show } from './commands/image-show.ts'
import { addImageV1Create } from './commands/image-v1-create.ts'
import { addImageV1List } from './commands/image-v1-list.ts'
import { addImageV1MemberList, addImageV1MemberSet } from './commands/image-v1-member.ts'
import { addImageV1Save } from './commands/image-v1-save.ts'
import { addImageV1Set } from './commands/image-v1-set.ts'
import { addImageV1Shared } from './commands/image-v1-shared.ts'
import type { Terminal } from './terminal.ts'

/** The same images by version 1 of the API. */
export function addImageV1Commands(image: Command, terminal: Terminal): void {
  const v1 = image.command('v1').description('work with images by version 1 of the API')
  for (const add of [
    addImageV1Create,
    addImageV1List,
    addImageV1Show,
    addImageV1Set,
    addImageV1Save,
    addImageV1Delete,
    addImageV1Shared,
  ]) {
    add(v1, terminal)
  }
  const member = v1.command('member').description('share images with other projects')
  for (const add of [addImageV1MemberList, addImageV1MemberSet, addImageV1MemberRemove]) add(member, terminal)
}

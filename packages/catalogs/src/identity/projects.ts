import type { IdentityDirectory, Project } from '@vitrine/core'
import type { Kysely, Selectable } from 'kysely'
import type { CatalogTables, ProjectsTable } from '../schema.ts'
import { createNamedRecords } from './named-records.ts'

type Projects = Pick<
  IdentityDirectory,
  'insertProject' | 'findProject' | 'listProjects' | 'updateProject' | 'deleteProject'
>

export function createProjects(db: Kysely<CatalogTables>): Projects {
  const projects = createNamedRecords(db, { table: 'projects', what: 'project', fromRow: toProject, toColumns })
  return {
    insertProject: projects.insert,
    findProject: projects.find,
    listProjects: projects.list,
    updateProject: projects.update,
    deleteProject: projects.delete,
  }
}

export function toProject({ id, name, description, enabled }: Selectable<ProjectsTable>): Project {
  return { id, name, description, enabled: enabled === 1 }
}

function toColumns({ description, enabled }: Partial<Project>) {
  return { description, enabled: enabled === undefined ? undefined : Number(enabled) }
}

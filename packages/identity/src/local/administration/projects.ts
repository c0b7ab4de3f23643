import type { IdentityDirectory, Project } from '@vitrine/core'
import { newId } from '../ids.ts'
import { type Lookups, missing } from './lookups.ts'
import { assertName } from './names.ts'

type ProjectSettings = Omit<Project, 'id'>

export function createProjectAdministration({
  directory,
  lookups,
}: {
  directory: IdentityDirectory
  lookups: Lookups
}) {
  return {
    async createProject(settings: Pick<Project, 'name'> & Partial<ProjectSettings>): Promise<Project> {
      assertName('project', settings.name)
      const project = { id: newId(), description: '', enabled: true, ...settings }
      await directory.insertProject(project)
      return project
    },

    listProjects: (): Promise<Project[]> => directory.listProjects(),

    showProject: (reference: string): Promise<Project> => lookups.project(reference),

    /** Nobody can use a project while it is disabled. */
    async setProject(reference: string, settings: Partial<ProjectSettings>): Promise<Project> {
      if (settings.name !== undefined) assertName('project', settings.name)
      const { id } = await lookups.project(reference)
      return (await directory.updateProject(id, settings)) ?? missing('project', reference)
    },

    /** Its images stay, and only administrators see those that are not for everyone. */
    async deleteProject(reference: string): Promise<void> {
      const { id } = await lookups.project(reference)
      await directory.deleteProject(id)
    },
  }
}

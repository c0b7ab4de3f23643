/** Somebody with a login. A name is unique now, an id for ever. */
export interface Login {
  readonly id: string
  readonly name: string
}

/** What machine images are generated of: a source image, and how what comes of it is called. */
export interface Appliance {
  readonly id: number
  readonly uuid: string
  readonly user: Login
  /** Whose the generated images are. */
  readonly projectId: string | null
  readonly name: string
  readonly version: string
  readonly description: string | null
  /** Id of the image of the catalogue. */
  readonly sourceImageId: string
  readonly distributionName: string | null
  readonly archName: string | null
  /** Name of its OS profile; generation wants one. */
  readonly osProfile: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

export type NewAppliance = Omit<Appliance, 'id' | 'updatedAt'>

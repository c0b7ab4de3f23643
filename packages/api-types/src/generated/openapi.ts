// Generated from spec/ by `npm run generate`. Do not edit.

export interface paths {
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List versions at the root
         * @description Lists the versions this server has. The status is 300 because a client has to choose; the body is that of
         *     `/versions`. Vitrine advertises a version exactly when it serves all of it.
         */
        get: operations["listVersionsRoot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List versions
         * @description Lists the versions this server has, for clients that take 300 for an error.
         */
        get: operations["listVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthcheck": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show health
         * @description Says whether this server should get traffic, for load balancers. HEAD asks the same.
         */
        get: operations["showHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List images
         * @description Lists the images the caller may see, a page at a time. Without a filter on `visibility` these are the images of the
         *     caller's project, the public ones, and the ones shared with the project that it has accepted.
         *
         *     All filters must hold. A parameter that is not listed here filters on the custom property of that name, which the
         *     image must have with exactly this value. The links `first` and `next` repeat the query.
         */
        get: operations["listImages"];
        put?: never;
        /**
         * Create an image
         * @description Makes a record in the catalogue, without data. The image is `queued` until data arrives.
         *
         *     The reference also lists 415, which no server answers here: the media type of JSON is not looked at.
         */
        post: operations["createImage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/images/{image_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        /**
         * Show an image
         * @description Returns one image.
         */
        get: operations["showImage"];
        put?: never;
        post?: never;
        /**
         * Delete an image
         * @description Deletes an image and its data, whatever its status: also while data is arriving or being imported. The id is never
         *     used again.
         */
        delete: operations["deleteImage"];
        options?: never;
        head?: never;
        /**
         * Update an image
         * @description Changes properties of an image, by one of two dialects of JSON patch. Either every item is applied, in order, or none.
         *     An empty patch is legal and changes nothing. Protected images can be updated; protection is against deletion.
         */
        patch: operations["updateImage"];
        trace?: never;
    };
    "/v2/images/{image_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        /**
         * Download data
         * @description Returns the data of an image, or a range of it. `Content-MD5` allows to verify it: 32 lower-case hexadecimal digits,
         *     always of the whole image. An image that has no data yet is 204.
         *
         *     `Range` asks for a part. For history the request header `Content-Range` does so too; an older edition of the
         *     reference knows only that one. `Range` wins when both are there. Neither counts for an image without data.
         */
        get: operations["downloadImageData"];
        /**
         * Upload data
         * @description Stores the body as the data of a `queued` image, which then is `active`; while bytes arrive it is `saving`. Disk and
         *     container format must be set before. The body may have a `Content-Length` or be chunked, and may be empty: the
         *     result is an active image of size 0. Whatever ends the upload early leaves the image `queued`, without data.
         *
         *     There is no partial upload: `Content-Range` on this request is ignored. An older edition of the reference files the
         *     status 204 under errors; it is the success of this operation.
         */
        put: operations["uploadImageData"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/images/{image_id}/locations": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        /**
         * List locations
         * @description Lists all places where the data of an image lies, for services that read it there. Nothing else decides whether they
         *     are shown here: neither what the operator shows to others, nor whom the image belongs to.
         */
        get: operations["listImageLocations"];
        put?: never;
        /**
         * Add a location
         * @description Gives a `queued` image the data at a URL, without a copy of it. The rest is done by a task of type
         *     `location_import`; meanwhile the image is `importing`. Where the task fails, the image is `queued` again, with nothing
         *     left of the location.
         *
         *     With `validation_data` the data is read first, and the image becomes `active` only if the data has the stated hash.
         *     Without, it becomes `active` as soon as the size is known, and `checksum` and `os_hash_value` follow when the data was
         *     read; they stay null where that fails. A server set up not to read the data (`do_secure_hash`) records what is stated.
         *
         *     The published reference has 200; servers in the field answer 202, and so does this one.
         */
        post: operations["addImageLocation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/images/{image_id}/actions/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deactivate an image
         * @description Takes the data of an `active` image out of use: only administrators can download it, until it is reactivated. What
         *     the image says of itself can still be read and changed, and the image can be deleted. Nothing changes when it is
         *     `deactivated` already.
         */
        post: operations["deactivateImage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/images/{image_id}/actions/reactivate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reactivate an image
         * @description Puts the data of a `deactivated` image back into use, as it was. Nothing changes when the image is `active` already.
         */
        post: operations["reactivateImage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/images/{image_id}/tags/{tag}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
                /**
                 * @description A tag, percent-encoded as UTF-8, up to 255 characters. Upper and lower case differ. One with a slash cannot be named
                 *     here, also not as `%2F` (404): it is changed together with the others, as `tags` of the image.
                 * @example lts
                 */
                tag: components["parameters"]["Tag"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Add a tag
         * @description Adds a tag to an image and leaves the other tags alone, however many are added at once. It is there afterwards,
         *     whether it was before or not.
         */
        put: operations["addTag"];
        post?: never;
        /**
         * Delete a tag
         * @description Removes a tag from an image and leaves the other tags alone.
         */
        delete: operations["deleteTag"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/images/{image_id}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        /**
         * List the tasks of an image
         * @description Lists what is done, or was done in the last 48 hours, with an image: by the caller's project, or by any for
         *     administrators. Whoever sees the image may ask.
         */
        get: operations["listImageTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/images/{image_id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        /**
         * List members
         * @description Lists the projects that a `shared` image is shared with. Its owner and administrators see all of them, a member only
         *     itself.
         */
        get: operations["listMembers"];
        put?: never;
        /**
         * Add a member
         * @description Shares a `shared` image with a project. The project can use it at once by its id, and finds it by
         *     `member_status=pending`; in its plain lists the image is only after the project accepted it. A project that was
         *     removed before begins again as `pending`.
         *
         *     Unlike other new things, a new member is answered 200.
         */
        post: operations["addMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/images/{image_id}/members/{member_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
                /**
                 * @description The id of a project. Any text is legal; one that the image is not shared with is 404.
                 * @example 9c2e1a7d4b8f4c0e8a5d3f6b7c8d9e0f
                 */
                member_id: components["parameters"]["MemberId"];
            };
            cookie?: never;
        };
        /**
         * Show a member
         * @description Returns one member of an image. Its owner and administrators see every member, a member only itself.
         */
        get: operations["showMember"];
        /**
         * Set the status of a member
         * @description Accepts or rejects an image that is shared with the caller's project, or takes that back (`pending`). It is the
         *     member's to decide, not the owner's. The status can be set from any to any, and again to what it is.
         */
        put: operations["updateMember"];
        post?: never;
        /**
         * Remove a member
         * @description Ends sharing with a project. It is the owner's to decide: a member that does not want the image rejects it.
         */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/images/{image_id}/links": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        /**
         * List download links
         * @description Lists the links by which the data of an image can be downloaded without a token, newest first; used ones too, until
         *     they expire. Who may change the image sees all of them, others their own. Secrets are not shown.
         */
        get: operations["listImageLinks"];
        put?: never;
        /**
         * Create a download link
         * @description Makes a URL that downloads the data of an image once, for whoever has it, without a token. It is only told here: keep
         *     it, or make another. There need not be a body.
         *
         *     The link ends with its first complete delivery, when it expires, when it is deleted, and when its image is.
         */
        post: operations["createImageLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/images/{image_id}/links/{link_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
                /**
                 * @description The id of a link. Any text is legal; an unknown one is 404.
                 * @example 0c5d8a8e-3a52-4a0f-9f0e-0d1f1c2b3a49
                 */
                link_id: components["parameters"]["LinkId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a download link
         * @description Nothing can be downloaded by this link from now on. What is being delivered goes on.
         */
        delete: operations["deleteImageLink"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/images/{image_id}/links/{link_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
                /**
                 * @description The id of a link. Any text is legal; an unknown one is 404.
                 * @example 0c5d8a8e-3a52-4a0f-9f0e-0d1f1c2b3a49
                 */
                link_id: components["parameters"]["LinkId"];
            };
            cookie?: never;
        };
        /**
         * Download data by a link
         * @description Delivers the data of an image once, to whoever has the link; tokens are not looked at. Of several requests at a time,
         *     one gets the data. The first delivery is that of the whole image, whatever `Range` says. When it broke, it can be gone
         *     on with for a short time, by `Range: bytes=N-` with an `N` above 0 and not beyond what was delivered. When all of it was
         *     given to the network, where the last of it can be lost, that holds once more for an `N` in the last 16 MiB. An operator
         *     can do without both: then the first request has used the link. Refusals use nothing; HEAD is not served, and no
         *     condition but `If-Range` is looked at.
         *
         *     The secret is in the query, which this server does not log; the path names the link in logs. A proxy that logs whole
         *     URLs logs the secrets of links that are used up, or in use, at that moment.
         */
        get: operations["downloadLinkedImageData"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/info/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show import methods
         * @description Names the methods by which images can be imported here. A method that is listed works; there may be none.
         */
        get: operations["showImportInfo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/info/stores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List stores
         * @description Lists the stores that image data can be in, in the order in which they are configured. Clients take 404 for a server with
         *     one store, where no request can choose one.
         */
        get: operations["listStores"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/info/stores/detail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List stores in detail
         * @description Lists the stores with what operators and other services want to know of them: their kind, their weight and some of
         *     their settings.
         */
        get: operations["listStoresDetail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/info/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show usage and limits
         * @description Shows what the caller's project uses of everything that can be limited, and the limits. Administrators without project
         *     see the images that belong to none.
         */
        get: operations["showUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tasks
         * @description Lists tasks, a page at a time: for administrators those of all projects, for others that policy lets in those of their
         *     own. Parameters that are not listed here mean nothing.
         */
        get: operations["listTasks"];
        put?: never;
        /**
         * Create a task
         * @description Imports an image: a record is made of `image_properties`, with the rights and quotas of the caller, and filled with
         *     what `import_from` holds. The task tells how that goes; if it fails, the image is removed.
         *
         *     The reference also lists 413 and 415, which no server answers here.
         */
        post: operations["createTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/tasks/{task_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of a task. Any text is legal; an unknown one is 404.
                 * @example 3d9a1f52-0c7b-4e6f-8a21-5b4c3d2e1f00
                 */
                task_id: components["parameters"]["TaskId"];
            };
            cookie?: never;
        };
        /**
         * Show a task
         * @description Shows a task. One that is finished can be read for 48 hours.
         */
        get: operations["showTask"];
        put?: never;
        post?: never;
        /**
         * Refuse to delete a task
         * @description Tasks are not deleted: they go by themselves when they expire. Whoever may use tasks is told so whatever the id, and
         *     `Allow` does not name this method.
         */
        delete: operations["deleteTask"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/schemas/image": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the schema of an image
         * @description Returns the JSON Schema document of an image. Clients read it to learn which properties are base properties and which are
         *     custom. It names the formats and the common properties that this server is configured for.
         */
        get: operations["showImageSchema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/schemas/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the schema of a list of images
         * @description Returns the JSON Schema document of a list of images. Clients read it to learn which properties are base properties and which are
         *     custom. It holds the schema of an image.
         */
        get: operations["showImagesSchema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/schemas/member": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the schema of a member
         * @description Returns the JSON Schema document of a member of an image.
         */
        get: operations["showMemberSchema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/schemas/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the schema of a list of members
         * @description Returns the JSON Schema document of a list of members. It holds the schema of a member.
         */
        get: operations["showMembersSchema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/schemas/task": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the schema of a task
         * @description Returns the JSON Schema document of a task.
         */
        get: operations["showTaskSchema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/schemas/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the schema of a list of tasks
         * @description Returns the JSON Schema document of a list of tasks. It holds the schema of what is listed of a task.
         */
        get: operations["showTasksSchema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List images in brief
         * @deprecated
         * @description Lists the images that are public, belong to the caller's project, or are shared with it, whether it accepted them or
         *     not. Hidden images are left out, and `killed` ones are listed to administrators only.
         *
         *     All filters must hold. There are no links: the next page is asked for with the last id as `marker`.
         */
        get: operations["listImagesV1"];
        put?: never;
        /**
         * Create an image
         * @deprecated
         * @description Makes a record in the catalogue, from headers, and takes its data in the same request, if there is a body. Without
         *     one, the image is `queued` until data arrives; or `x-image-meta-location` says where the data lies,
         *     `x-glance-api-copy-from` where to fetch it, and `x-image-meta-size` that there is none.
         *
         *     Of a boolean, `1`, `t`, `true`, `on`, `y` and `yes` in either case are true, and everything else is false. When one
         *     format is `ami`, `aki` or `ari` and the other is not given, that is the same.
         *
         *     Data that was not taken, be it for its media type or for want of room, leaves an image that is `killed`, without data;
         *     the refusal names it. Whatever is refused for what the headers say leaves nothing.
         */
        post: operations["createImageV1"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/images/detail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List images in detail
         * @deprecated
         * @description Lists the same images as the brief list, by the same parameters, and says of each all there is to say.
         */
        get: operations["listImageDetailsV1"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/images/{image_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        /**
         * Show an image and its data
         * @deprecated
         * @description Says in headers what there is to say of an image, and has its data for a body. There are no ranges, and no conditions.
         */
        get: operations["showImageV1"];
        /**
         * Update an image
         * @deprecated
         * @description Changes what the headers name, and gives a `queued` image its data: by a body, or by the headers that do so for a
         *     new one. Protected images can be updated; protection is against deletion.
         *
         *     The custom properties that the request names replace all there are, unless `x-glance-registry-purge-props` is false
         *     or there is a body. Booleans and formats are read as those of a new image.
         *
         *     Data that began to arrive and was not taken, be it for its media type, leaves an image that is `killed`, without
         *     data. Whatever is refused before that leaves the image as it was, with all that was said of it.
         */
        put: operations["updateImageV1"];
        post?: never;
        /**
         * Delete an image
         * @deprecated
         * @description Deletes an image and its data, whatever its status: also while data is arriving. The id is never used again.
         *
         *     The reference says 204, and the servers it describes say 200.
         */
        delete: operations["deleteImageV1"];
        options?: never;
        /**
         * Show an image
         * @deprecated
         * @description Says in headers what there is to say of an image. Refusals have no body either.
         */
        head: operations["showImageMetadataV1"];
        patch?: never;
        trace?: never;
    };
    "/v1/images/{image_id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        /**
         * List members
         * @deprecated
         * @description Lists the projects that an image is shared with. Its owner and administrators see all of them, a member only itself.
         */
        get: operations["listMembersV1"];
        /**
         * Replace members
         * @deprecated
         * @description Shares an image with these projects, and with no others any more. A `private` image becomes `shared`.
         */
        put: operations["replaceMembersV1"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/images/{image_id}/members/{member_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Add or change a member
         * @deprecated
         * @description Shares an image with a project, which has it in its lists at once; or says anew whether a member may share it in
         *     turn. A `private` image becomes `shared`. A member that may share the image adds others; what those may do who are
         *     members already, itself among them, is its owner's to say.
         */
        put: operations["putMemberV1"];
        post?: never;
        /**
         * Remove a member
         * @deprecated
         * @description Ends sharing with a project.
         */
        delete: operations["removeMemberV1"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/shared-images/{project_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of a project. Nothing is shared with one that does not exist.
                 * @example 9c2e1a7d4b8f4c0e8a5d3f6b7c8d9e0f
                 */
                project_id: string;
            };
            cookie?: never;
        };
        /**
         * List shared images
         * @deprecated
         * @description Lists the images that are shared with a project.
         *
         *     The reference also lists 404, which no server answers here: with an unknown project, nothing is shared.
         */
        get: operations["listSharedImagesV1"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List versions of the Identity API
         * @description Lists the versions of the built-in identity, for clients that were given an address without a version. The status is
         *     300 because a client has to choose. A slash at the end makes no difference.
         */
        get: operations["listIdentityVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity/v3": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the version of the Identity API
         * @description Describes the version, at the address that clients are given. A slash at the end makes no difference.
         */
        get: operations["showIdentityVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity/v3/auth/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a token
         * @description Says whose token this is, and what it is good for. Everyone may ask about tokens of their own, with any of these;
         *     administrators and services about all.
         */
        get: operations["showToken"];
        put?: never;
        /**
         * Log in
         * @description Gives a token to who has a password, a token or an application credential. Whatever is wrong with these, the answer
         *     is the same, and takes the same time: also for a user that does not exist, or a project in which the user has no role.
         */
        post: operations["createToken"];
        /**
         * Revoke a token
         * @description From now on the token is not valid. Everyone may revoke tokens of their own, the one in use included;
         *     administrators all.
         */
        delete: operations["deleteToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity/v3/auth/catalog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the service catalogue
         * @description Lists the services, as they stand in a token for a project too.
         */
        get: operations["showServiceCatalog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity/v3/auth/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List projects to log in to
         * @description Lists the projects that the caller can get a token for: those that are enabled and in which the user has a role.
         */
        get: operations["listTokenProjects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity/v3/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List projects
         * @description With a name, finds the project of that name, for every caller: that is how clients turn names into ids. Without one,
         *     administrators see all, others the projects in which they have a role. Parameters that are not listed mean nothing.
         */
        get: operations["listProjects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity/v3/projects/{project_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of a project. Any text is legal; an unknown one is 404, and clients try names this way.
                 * @example 5ef70662f8b34079a6eddb8da9d75fe8
                 */
                project_id: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        /**
         * Show a project
         * @description Returns one project, to every caller who knows its id. Its `description` is for who has a role in it, and administrators.
         */
        get: operations["showProject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity/v3/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List users
         * @description With a name, finds the user of that name, for every caller: that is how clients turn names into ids. Without one,
         *     administrators see all, others themselves. Parameters that are not listed mean nothing.
         */
        get: operations["listUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity/v3/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of a user. Any text is legal; an unknown one is 404, and clients try names this way.
                 * @example 5ef70662f8b34079a6eddb8da9d75fe8
                 */
                user_id: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        /**
         * Show a user
         * @description Returns one user, to every caller who knows its id. The `default_project_id` is for that user and administrators.
         */
        get: operations["showUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity/v3/users/{user_id}/projects": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of a user. Any text is legal; an unknown one is 404, and clients try names this way.
                 * @example 5ef70662f8b34079a6eddb8da9d75fe8
                 */
                user_id: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        /**
         * List projects of a user
         * @description Lists the projects that a user can get a token for. Others than the own are for administrators to ask about.
         */
        get: operations["listUserProjects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity/v3/domains": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List domains
         * @description Lists the one domain there is, unless it is asked for by another name.
         */
        get: operations["listDomains"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/identity/v3/domains/{domain_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of a domain. Any text is legal; an unknown one is 404, and clients try names this way.
                 * @example default
                 */
                domain_id: components["parameters"]["DomainId"];
            };
            cookie?: never;
        };
        /**
         * Show a domain
         * @description Returns the one domain there is.
         */
        get: operations["showDomain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the status of the platform
         * @description Says whether the platform is well, and which version it is. Clients ask before anything else, and work with their
         *     own version alone.
         */
        get: operations["showServiceStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{uid}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
            };
            cookie?: never;
        };
        /**
         * Show a user
         * @description Returns a user, and where everything of theirs is. Users see themselves, administrators everybody.
         */
        get: operations["showUForgeUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{uid}/images": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
            };
            cookie?: never;
        };
        /**
         * List a user's machine images
         * @description Lists the machine images of all appliances of a user. Each that can be downloaded has a `downloadKey` that was not
         *     used yet, as if it had been asked for alone.
         */
        get: operations["listUserMachineImages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{uid}/images/status": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
            };
            cookie?: never;
        };
        /**
         * List the statuses of a user's machine images
         * @description Lists how far the generations of all appliances of a user have come.
         */
        get: operations["listUserMachineImageStatuses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{uid}/pimages": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
            };
            cookie?: never;
        };
        /**
         * List a user's published machine images
         * @description Lists what of a user was handed to clouds. This server hands nothing to clouds, so the list is empty.
         */
        get: operations["listUserPublishedImages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{uid}/targetformats": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
            };
            cookie?: never;
        };
        /**
         * List target formats
         * @description Lists the formats that a user may generate, by the names that generations ask for.
         */
        get: operations["listUserTargetFormats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{uid}/formats": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
            };
            cookie?: never;
        };
        /**
         * List primitive formats
         * @description Lists the formats that are behind the target formats of a user. The published page speaks of target formats, the
         *     address of the list in a user of primitive ones.
         */
        get: operations["listUserFormats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{uid}/apikeys": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
            };
            cookie?: never;
        };
        /**
         * List API keys
         * @description Lists the pairs of API keys of a user, with their secrets: to the user alone.
         */
        get: operations["listApiKeyPairs"];
        put?: never;
        /**
         * Create API keys
         * @description Gives a user another pair of API keys. There need not be a body: it only says what the pair is called.
         *
         *     A request that is signed ends in `&signature=`: the HMAC-SHA1 of its URL, without the base, the slash after that,
         *     and the signature, under the secret key; in base64, percent-encoded.
         */
        post: operations["createApiKeyPair"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{uid}/apikeys/{akid}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
                /**
                 * @description The `dbId` of a pair of API keys. Any text is legal; an unknown one is 404.
                 * @example 3
                 */
                akid: components["parameters"]["UForgeAkid"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Rename API keys
         * @description Sets name and description of a pair of API keys. The keys stay.
         */
        put: operations["updateApiKeyPair"];
        post?: never;
        /**
         * Delete API keys
         * @description From now on requests that are signed with this pair are refused.
         */
        delete: operations["deleteApiKeyPair"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{uid}/appliances": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
            };
            cookie?: never;
        };
        /**
         * List appliances
         * @description Lists the appliances of a user.
         */
        get: operations["listAppliances"];
        put?: never;
        /**
         * Create an appliance
         * @description Makes an appliance of an image in the catalogue: `distributionUri` is `distributions/` and the id of an active image
         *     that the user may download. Machine images of the appliance hold the same disk.
         *
         *     An appliance generates nothing until it has an operating-system profile.
         */
        post: operations["createAppliance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{uid}/appliances/{aid}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
                /**
                 * @description The `dbId` of an appliance. Any text is legal; an unknown one is 404.
                 * @example 21
                 */
                aid: components["parameters"]["UForgeAid"];
            };
            cookie?: never;
        };
        /**
         * Show an appliance
         * @description Returns one appliance.
         */
        get: operations["showAppliance"];
        put?: never;
        post?: never;
        /**
         * Delete an appliance
         * @description Deletes an appliance with all of its machine images and their files.
         */
        delete: operations["deleteAppliance"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{uid}/appliances/{aid}/osprofile": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
                /**
                 * @description The `dbId` of an appliance. Any text is legal; an unknown one is 404.
                 * @example 21
                 */
                aid: components["parameters"]["UForgeAid"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an appliance its operating-system profile
         * @description Gives an appliance its operating-system profile, or another one. Packages are those of the image that the appliance
         *     is made of: what counts is that there is a profile, without which nothing is generated.
         */
        post: operations["createOsProfile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{uid}/appliances/{aid}/installProfile": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
                /**
                 * @description The `dbId` of an appliance. Any text is legal; an unknown one is 404.
                 * @example 21
                 */
                aid: components["parameters"]["UForgeAid"];
            };
            cookie?: never;
        };
        /**
         * Show what machines get
         * @deprecated
         * @description Returns what the machines of an appliance get, unless a generation says otherwise. The command-line client sends it
         *     back with the generation.
         */
        get: operations["showInstallProfile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{uid}/appliances/{aid}/images": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
                /**
                 * @description The `dbId` of an appliance. Any text is legal; an unknown one is 404.
                 * @example 21
                 */
                aid: components["parameters"]["UForgeAid"];
            };
            cookie?: never;
        };
        /**
         * List machine images
         * @description Lists the machine images of an appliance.
         */
        get: operations["listMachineImages"];
        put?: never;
        /**
         * Generate a machine image
         * @description Begins to make a machine image of an appliance: the disk of its image in the catalogue, in the format that
         *     `targetFormat` names. The answer is a ticket; how far it has come is in the status of the machine image, whose
         *     `complete`, `error` or `cancelled` says that it is over.
         *
         *     With `compress` the disk is packed into an archive, which can be downloaded. In any case the file is that of an
         *     ordinary image of the catalogue too, in the project of the caller.
         *
         *     Several may be generated at a time.
         */
        post: operations["generateMachineImage"];
        /**
         * Delete all machine images of an appliance
         * @description Deletes all machine images of an appliance and their files; what is being generated is cancelled first.
         */
        delete: operations["deleteAllMachineImages"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{uid}/appliances/{aid}/images/statuses": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
                /**
                 * @description The `dbId` of an appliance. Any text is legal; an unknown one is 404.
                 * @example 21
                 */
                aid: components["parameters"]["UForgeAid"];
            };
            cookie?: never;
        };
        /**
         * List the statuses of machine images
         * @description Lists how far the generations of an appliance have come.
         */
        get: operations["listMachineImageStatuses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{uid}/appliances/{aid}/images/{itid}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
                /**
                 * @description The `dbId` of an appliance. Any text is legal; an unknown one is 404.
                 * @example 21
                 */
                aid: components["parameters"]["UForgeAid"];
                /**
                 * @description The `dbId` of a machine image. Any text is legal; an unknown one is 404.
                 * @example 47
                 */
                itid: components["parameters"]["UForgeItid"];
            };
            cookie?: never;
        };
        /**
         * Show a machine image
         * @description Returns one machine image. As soon as there is something to download it has a `downloadKey`, and a `downloadUri`
         *     that holds it. The key stays the same until it was used or expired; the next answer then has another.
         */
        get: operations["showMachineImage"];
        put?: never;
        /**
         * Generate a machine image again
         * @description Begins to make another machine image with the settings of this one. The answer is a ticket of its own.
         */
        post: operations["regenerateMachineImage"];
        /**
         * Delete a machine image
         * @description Deletes a machine image and its file. If it is being generated, that is cancelled first.
         */
        delete: operations["deleteMachineImage"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{uid}/appliances/{aid}/images/{itid}/status": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
                /**
                 * @description The `dbId` of an appliance. Any text is legal; an unknown one is 404.
                 * @example 21
                 */
                aid: components["parameters"]["UForgeAid"];
                /**
                 * @description The `dbId` of a machine image. Any text is legal; an unknown one is 404.
                 * @example 47
                 */
                itid: components["parameters"]["UForgeItid"];
            };
            cookie?: never;
        };
        /**
         * Show the status of a machine image
         * @description Returns how far the generation of a machine image has come.
         */
        get: operations["showMachineImageStatus"];
        put?: never;
        post?: never;
        /**
         * Cancel a generation
         * @description Stops the generation of a machine image, which stays, as `cancelled`. Nothing is left of its file.
         */
        delete: operations["cancelMachineImageGeneration"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{uid}/appliances/{aid}/images/{itid}/pkgs": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
                /**
                 * @description The `dbId` of an appliance. Any text is legal; an unknown one is 404.
                 * @example 21
                 */
                aid: components["parameters"]["UForgeAid"];
                /**
                 * @description The `dbId` of a machine image. Any text is legal; an unknown one is 404.
                 * @example 47
                 */
                itid: components["parameters"]["UForgeItid"];
            };
            cookie?: never;
        };
        /**
         * List the packages of a machine image
         * @description Lists the packages in a machine image. Nobody looks into disks here, so the list is empty.
         */
        get: operations["listMachineImagePackages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{uid}/appliances/{aid}/images/{itid}/downloads": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
                /**
                 * @description The `dbId` of an appliance. Any text is legal; an unknown one is 404.
                 * @example 21
                 */
                aid: components["parameters"]["UForgeAid"];
                /**
                 * @description The `dbId` of a machine image. Any text is legal; an unknown one is 404.
                 * @example 47
                 */
                itid: components["parameters"]["UForgeItid"];
            };
            cookie?: never;
        };
        /**
         * Download a machine image
         * @description Returns the archive of a machine image that was generated with `compress`. `Accept` is not looked at, and the
         *     archive comes as it is, never encoded again.
         *
         *     With credentials it can be downloaded any number of times, whole or by `Range`. With `downloadId` and no credentials
         *     it is delivered once: of several that ask at a time, one gets it. A delivery that broke can be gone on with for a
         *     short time, by `Range: bytes=N-` with an `N` above 0 and not beyond what was delivered; no other range counts. When
         *     all of it was given to the network, where the last of it can be lost, that holds once more for an `N` in the last
         *     16 MiB. An operator can do without both: then the first request has used the key. What gets no bytes, such as HEAD,
         *     304 and refusals, uses no key.
         *
         *     Credentials win over `downloadId`; when they are not good, the key does not help.
         */
        get: operations["downloadMachineImage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{uid}/appliances/{aid}/images/{itid}/downloads/{fileName}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
                /**
                 * @description The `dbId` of an appliance. Any text is legal; an unknown one is 404.
                 * @example 21
                 */
                aid: components["parameters"]["UForgeAid"];
                /**
                 * @description The `dbId` of a machine image. Any text is legal; an unknown one is 404.
                 * @example 47
                 */
                itid: components["parameters"]["UForgeItid"];
                /**
                 * @description `fileName` of the machine image.
                 * @example web_1.0rev1_qcow2.tar.gz
                 */
                fileName: components["parameters"]["UForgeFileName"];
            };
            cookie?: never;
        };
        /**
         * Download a machine image under its name
         * @description The same as without a name, for clients that keep a file under the last part of its address.
         */
        get: operations["downloadMachineImageFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /** @description One version of the API. */
        Version: {
            /** @description `v`, major and minor number. */
            id: string;
            /**
             * @description How a client should regard it.
             * @enum {string}
             */
            status: "CURRENT" | "SUPPORTED" | "EXPERIMENTAL" | "DEPRECATED";
            /** @description Where it is. Every minor version leads to the same address, that of its major version. */
            links: {
                rel: string;
                /** @description An absolute URL with a slash at its end. */
                href: string;
            }[];
        };
        /** @description The versions this server has, newest first. Exactly one of them is `CURRENT`. */
        VersionList: {
            versions: components["schemas"]["Version"][];
        };
        /** @description A refusal, for callers that accept JSON. */
        Error: {
            /** @description What is wrong, in words. May hold `<br />` and line breaks, and may change from release to release. */
            message: string;
            /** @description Number and reason, such as `404 Not Found`. */
            code: string;
            /** @description The reason alone, such as `Not Found`. */
            title: string;
        };
        /** @description A refusal of the Identity API. It is JSON whatever `Accept` says. */
        IdentityError: {
            error: {
                /** @description The status. */
                code: number;
                /** @description What is wrong, in words. May change from release to release. */
                message: string;
                /** @description The reason alone, such as `Not Found`. */
                title: string;
            };
        };
        /** @description Why a request was refused. */
        UForgeError: {
            localizedErrorMsg: {
                /** @description The reason, for people. */
                message: string;
                /** @description The reason, for programs; dotted words that stay the same. */
                messageId: string;
                /** @description What the message is about. */
                parameters?: {
                    parameter: string[];
                };
            };
            /** @description Method of the request. */
            requestMethod: string;
            /** @description Address of the request, without what is secret in it. */
            requestUri: string;
            /**
             * Format: int32
             * @description Status of the answer.
             */
            statusCode: number;
            /**
             * Format: date-time
             * @description When the request was refused.
             */
            timestamp: string;
        };
        /** @description A refusal, as JSON has it. */
        UForgeErrorJson: {
            uforgeError: components["schemas"]["UForgeError"];
        };
        /** @description A refusal, in the shape of the API that was called. */
        AnyError: components["schemas"]["Error"] | components["schemas"]["IdentityError"] | components["schemas"]["UForgeErrorJson"];
        /** @description Custom properties with an agreed meaning. An image that does not have one leaves it out. */
        CommonProperties: {
            /** @description The image that holds the kernel for this one, when it boots like an AMI. */
            kernel_id?: string | null;
            /** @description The image that holds the ramdisk for this one, when it boots like an AMI. */
            ramdisk_id?: string | null;
            /** @description The server this image was made from. A note; it has no effect. */
            instance_uuid?: string;
            /** @description The processor architecture of the operating system. */
            architecture?: string;
            /** @description The common name of the operating system's distribution, in lower case. */
            os_distro?: string;
            /** @description The version of the operating system, as its distributor writes it. */
            os_version?: string;
            /** @description What the image is, for people. */
            description?: string;
            /** @description The key that encrypts a volume made from this image. */
            cinder_encryption_key_id?: string;
            /** @description Whether that key is deleted together with the image. */
            cinder_encryption_key_deletion_policy?: string;
        };
        /** @description Five groups of hexadecimal digits. Upper and lower case are different ids. */
        Uuid: string;
        /**
         * @description - `queued`: there is a record and no data.
         *     - `saving`: data is being uploaded.
         *     - `uploading`: data is being staged for an import, or waits for it.
         *     - `importing`: an import is running.
         *     - `active`: the data is there and never changes again.
         *     - `deactivated`: only administrators may download.
         *     - `killed`: an upload failed (version 1 of the API only).
         *     - `pending_delete`: deleted; bytes remain for a while.
         *     - `deleted`: gone.
         * @enum {string}
         */
        ImageStatus: "queued" | "saving" | "uploading" | "importing" | "active" | "deactivated" | "killed" | "pending_delete" | "deleted";
        /**
         * @description - `public`: everyone sees it, and finds it in their list.
         *     - `community`: everyone may use it who knows it or asks for community images.
         *     - `shared`: its project, and the members it is shared with.
         *     - `private`: its project alone.
         * @enum {string}
         */
        Visibility: "community" | "public" | "private" | "shared";
        /** @description Free words to find the image by. Each appears once; their order means nothing. */
        Tags: string[];
        /** @description One place where the data of an image lies. */
        ImageLocation: {
            /** @description The address, in the notation of its store. */
            url: string;
            /** @description What its owner says of it, and under `store` the id of its store, once there are several. */
            metadata: {
                [key: string]: unknown;
            };
            /** @description Digests that the data has. Those of a `queued` image without data are recorded; those of others have to be the same. */
            validation_data?: {
                checksum?: string;
                os_hash_algo: string;
                os_hash_value: string;
            };
        };
        /**
         * @description An image as the API shows it. The listed properties are always there, null when they have no value; custom properties
         *     are strings and stand beside them.
         */
        Image: {
            /** @description Identifies the image for good. An id is never used twice, not even after its image was deleted. */
            id: components["schemas"]["Uuid"];
            /** @description A name for people. Several images may have the same. */
            name: string | null;
            readonly status: components["schemas"]["ImageStatus"];
            visibility: components["schemas"]["Visibility"];
            /** @description Whether the image is safe from deletion. */
            protected: boolean;
            /** @description Whether the image is left out of lists that do not ask for hidden images. */
            os_hidden: boolean;
            /** @description MD5 of the data, as lower-case hexadecimal digits. Null while there is no data. */
            readonly checksum: string | null;
            /** @description The algorithm behind `os_hash_value`. Null while there is no data. */
            readonly os_hash_algo: string | null;
            /** @description The digest of the data, as lower-case hexadecimal digits. Null while there is no data. */
            readonly os_hash_value: string | null;
            /** @description The project that owns the image. */
            owner: string | null;
            /** @description Number of bytes of the data. Null while there is none; 0 is a size. */
            readonly size: number | null;
            /** @description Number of bytes of the disk that a guest sees. Null when it is not known. */
            readonly virtual_size: number | null;
            /** @description What the disk is wrapped in; `bare` for nothing. Null until it is known. */
            container_format: string | null;
            /** @description How the bytes of the disk are laid out. Null until it is known. */
            disk_format: string | null;
            /**
             * Format: date-time
             * @description When the record was made, in UTC.
             */
            readonly created_at: string;
            /**
             * Format: date-time
             * @description When the record last changed, in UTC.
             */
            readonly updated_at: string;
            tags: components["schemas"]["Tags"];
            /** @description Where the data lies. Only there when the operator shows it. */
            readonly direct_url?: string;
            /** @description Memory that a server needs to boot this image, in MiB. */
            min_ram: number;
            /** @description Disk that a server needs to boot this image, in GiB. */
            min_disk: number;
            /** @description Path of this image. */
            readonly self: string;
            /** @description Path of its data; there from the start, also while there is no data. */
            readonly file: string;
            /** @description The stores that hold the data, separated by commas. Only there when the server has several stores. */
            readonly stores?: string;
            /** @description Path of the JSON Schema document of an image. */
            readonly schema: string;
            /** @description All places where the data lies. Only there when the operator shows them. */
            locations?: components["schemas"]["ImageLocation"][];
        } & components["schemas"]["CommonProperties"];
        /** @description One page of images. */
        ImageList: {
            images: components["schemas"]["Image"][];
            /** @description Path of the first page of this query. */
            first: string;
            /** @description Path of the next page. Absent when this page was not full; the page it leads to may be empty. */
            next?: string;
            /** @description Path of the JSON Schema document of a list. */
            schema: string;
        };
        /** @description What custom properties with an agreed meaning may be set to. */
        CommonPropertyLimits: unknown;
        /**
         * @description What a caller may name in a new image only to be told that it is not theirs to set (403). Other reserved names
         *     (`location`, `deleted`, `deleted_at` and everything that starts with `os_glance`) meet the rule for custom properties
         *     first: a value that is not a string is 400.
         */
        ServerProperties: unknown;
        /**
         * @description How the bytes of the disk are laid out. Null until it is known.
         * @enum {string|null}
         */
        DiskFormat: null | "ami" | "ari" | "aki" | "vhd" | "vhdx" | "vmdk" | "raw" | "qcow2" | "vdi" | "iso" | "ploop";
        /**
         * @description What the disk is wrapped in; `bare` for nothing. Null until it is known.
         * @enum {string|null}
         */
        ContainerFormat: null | "ami" | "ari" | "aki" | "bare" | "ovf" | "ova" | "docker" | "compressed";
        /** @description What a new image may have. Everything is optional, and a name that is not listed makes a custom property. */
        ImageCreate: {
            /** @description Chosen by the server when left out. */
            id?: components["schemas"]["Uuid"];
            /** @description A name for people. Several images may have the same. */
            name?: string | null;
            /** @description `shared` when left out. `public` is for administrators, by default. */
            visibility?: components["schemas"]["Visibility"];
            /** @description The caller's project when left out. Only administrators may name another. */
            owner?: string | null;
            /** @description Whether the image is safe from deletion; false when left out. */
            protected?: boolean;
            /** @description Whether lists leave the image out; false when left out. */
            os_hidden?: boolean;
            /** @description Disk that a server needs to boot this image, in GiB; 0 when left out. */
            min_disk?: number;
            /** @description Memory that a server needs to boot this image, in MiB; 0 when left out. */
            min_ram?: number;
            /** @description Must be set before data is uploaded. */
            disk_format?: components["schemas"]["DiskFormat"];
            /** @description Must be set before data is uploaded. */
            container_format?: components["schemas"]["ContainerFormat"];
            tags?: components["schemas"]["Tags"];
        } & (components["schemas"]["CommonProperties"] & components["schemas"]["CommonPropertyLimits"] & components["schemas"]["ServerProperties"]);
        /**
         * @description Changes in the order in which they are made; either all of them happen or none. A subset of RFC 6902: `op` is `add`,
         *     `remove` or `replace`, `path` is `/` and the name of a property with `~` written as `~0` and `/` as `~1`, and `value`
         *     accompanies `add` and `replace`. The whole of `/tags` can be replaced, not a single tag.
         *
         *     Where the server shows `locations`, one is added at `/locations/-` (the end) or `/locations/N` with an `ImageLocation` as
         *     `value`, and removed at `/locations/N`. All of `/locations` can be replaced by the same URLs, for new `metadata`; or by
         *     any, as long as there are none. The first location of a `queued` image makes it `active`.
         */
        ImagePatch: ({
            op?: unknown;
            path?: unknown;
            value?: unknown;
        } & {
            [key: string]: unknown;
        })[];
        /**
         * @description The dialect of version 2.0, after an early draft of JSON patch: the verb is the key of the path, as in
         *     `{"replace": "/name", "value": "new"}`. Exactly one of `add`, `remove` and `replace`. Unlike in the other dialect,
         *     adding a property that is already there is a conflict.
         */
        ImagePatchV20: ({
            add?: unknown;
            remove?: unknown;
            replace?: unknown;
            value?: unknown;
        } & {
            [key: string]: unknown;
        })[];
        /** @description All places where the data of an image lies, in their order. */
        ImageLocationList: components["schemas"]["ImageLocation"][];
        /** @description Where the data of an image lies. Names that are not listed are ignored. */
        ImageLocationCreate: {
            /** @description The address; http or https, unless a service calls that knows better. */
            url: string;
            /** @description The hash that the data has. An empty object says nothing. */
            validation_data?: {
                /** @enum {string} */
                os_hash_algo?: "sha1" | "sha256" | "sha512" | "md5";
                /** @description In hexadecimal digits, as many as the algorithm gives. */
                os_hash_value?: string;
            };
        };
        /**
         * @description `import` makes an image and fills it from a URL. `api_image_import` and `location_import` belong to the operations that
         *     import data into an image, or add a location to one. `machine_image_generation` makes an image out of another, in another
         *     format; it goes beyond the published reference.
         * @enum {string}
         */
        TaskType: "import" | "api_image_import" | "location_import" | "machine_image_generation";
        /**
         * @description `pending` until its work begins, `processing` while it lasts, then `success` or `failure`.
         * @enum {string}
         */
        TaskStatus: "pending" | "processing" | "success" | "failure";
        /** @description A time in UTC, with microseconds and without a zone. */
        ZonelessTime: string;
        /** @description What was asked for. Of the URLs in it users, passwords and queries are left out. */
        TaskInput: {
            [key: string]: unknown;
        };
        /** @description What came of it; of an import, the `image_id`. Null until the task is a success. */
        TaskResult: {
            [key: string]: unknown;
        } | null;
        /** @description A task of an image. Unlike everywhere else, times have microseconds and no zone, which is UTC. */
        ImageTask: {
            /** @description Identifies the task. */
            id: components["schemas"]["Uuid"];
            type: components["schemas"]["TaskType"];
            status: components["schemas"]["TaskStatus"];
            /** @description The project that the work is done for. */
            owner: string | null;
            /** @description When the task is forgotten, 48 hours after its end. Null until then. */
            expires_at: components["schemas"]["ZonelessTime"] | null;
            /** @description When the work was asked for. */
            created_at: components["schemas"]["ZonelessTime"];
            /** @description When the task last changed. */
            updated_at: components["schemas"]["ZonelessTime"];
            /** @description A deleted task is not shown, so this is always null. */
            deleted_at: string | null;
            /** @description A deleted task is not shown, so this is always false. */
            deleted: boolean;
            /** @description The image. */
            image_id: components["schemas"]["Uuid"];
            /** @description The request that asked for the work. */
            request_id: string | null;
            /** @description The user who asked for it. */
            user_id: string | null;
            input: components["schemas"]["TaskInput"];
            result: components["schemas"]["TaskResult"];
            /** @description Why the task failed. Empty otherwise. */
            message: string;
        };
        /** @description The tasks of an image, as far as the caller may know of them. The list is always whole. */
        ImageTaskList: {
            tasks: components["schemas"]["ImageTask"][];
        };
        /**
         * @description Whether the project wants the image in its lists. It says nothing about use: whoever knows the id can show and download
         *     the image in every status.
         * @enum {string}
         */
        MemberStatus: "pending" | "accepted" | "rejected";
        /** @description A project that an image is shared with. */
        Member: {
            /** @description The project. Nobody checks that there is one with this id. */
            member_id: string;
            /** @description The image. */
            image_id: components["schemas"]["Uuid"];
            status: components["schemas"]["MemberStatus"];
            /**
             * Format: date-time
             * @description When the image was shared with the project, in UTC.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the status was last set, in UTC.
             */
            updated_at: string;
            /** @description Path of the JSON Schema document of a member. */
            readonly schema: string;
        };
        /** @description The members of an image, as far as the caller may see them. */
        MemberList: {
            members: components["schemas"]["Member"][];
            /** @description Path of the JSON Schema document of a list of members. */
            schema: string;
        };
        /** @description Whom to share an image with. */
        MemberCreate: {
            /** @description The id of a project. Nobody checks that there is one. */
            member: string;
        };
        /** @description What a project says to the image it is offered. */
        MemberUpdate: {
            status: components["schemas"]["MemberStatus"];
        };
        /** @description A URL that downloads the data of an image once. */
        ImageLink: {
            /** @description Names the link. No secret. */
            id: components["schemas"]["Uuid"];
            /**
             * Format: uri
             * @description The link itself, absolute; whoever has it can use it. Only in the answer that makes it.
             */
            url?: string;
            /**
             * Format: date-time
             * @description When it was made, in UTC.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description From then on it is of no use, in UTC.
             */
            expires_at: string;
            /**
             * Format: date-time
             * @description When its delivery began, in UTC; null while it can be used.
             */
            used_at: string | null;
        };
        /** @description The download links of an image. */
        ImageLinkList: {
            links: components["schemas"]["ImageLink"][];
        };
        /** @description What kind of link to make. Names that are not listed are ignored. */
        ImageLinkCreate: {
            /** @description Seconds until it is of no use; as long as the operator allows when left out. */
            expires_in?: number;
        };
        /** @description The import methods of a server. */
        ImportInfo: {
            "import-methods": {
                /** @description What this is, for people. */
                description: string;
                /**
                 * @description The type of `value`.
                 * @enum {string}
                 */
                type: "array";
                /** @description Names of methods, such as `glance-direct`; none where no method is enabled. */
                value: string[];
            };
        };
        /** @description A place for image data, as everyone sees it. */
        Store: {
            /** @description Names the store in requests, and in `stores` of images. */
            id: string;
            /** @description What its operator says of it. */
            description?: string;
            /**
             * @description There, as text, for the store that takes data which asks for none.
             * @enum {string}
             */
            default?: "true";
            /**
             * @description There, as text, for a store that data is only read from.
             * @enum {string}
             */
            "read-only"?: "true";
        };
        /** @description The stores of a server that has several. */
        StoreList: {
            stores: components["schemas"]["Store"][];
        };
        /** @description A store, as operators and other services see it. */
        StoreDetail: {
            /** @description Its kind, such as `file`, `http` or `s3`. */
            type: string;
            /** @description Of several stores that have the same data, one of more weight is read first. Older releases have none. */
            weight?: number;
            /** @description Some of its settings; which ones depends on its kind. */
            properties: {
                [key: string]: unknown;
            };
        } & components["schemas"]["Store"];
        /** @description The stores of a server that has several, in detail. */
        StoreDetailList: {
            stores: components["schemas"]["StoreDetail"][];
        };
        /** @description How much there is of something, and how much there may be. */
        ResourceUsage: {
            usage: number;
            /** @description -1 where there is none. */
            limit: number;
        };
        /** @description What a project uses, and may use. */
        Usage: {
            /** @description By the name of what is limited. A server that limits nothing may leave any of them out. */
            usage: {
                /** @description Data of images, in MiB; each copy counts. */
                image_size_total?: components["schemas"]["ResourceUsage"];
                /** @description Data that is staged for import, in MiB. */
                image_stage_total?: components["schemas"]["ResourceUsage"];
                /** @description Images. */
                image_count_total?: components["schemas"]["ResourceUsage"];
                /** @description Images whose data is on its way. */
                image_count_uploading?: components["schemas"]["ResourceUsage"];
            };
        };
        /** @description A task as lists show it. */
        TaskSummary: {
            /** @description Identifies the task. */
            id: components["schemas"]["Uuid"];
            type: components["schemas"]["TaskType"];
            status: components["schemas"]["TaskStatus"];
            /** @description The project that the work is done for. */
            owner: string | null;
            /**
             * Format: date-time
             * @description When the work was asked for, in UTC.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When the task last changed, in UTC.
             */
            updated_at: string;
            /**
             * Format: date-time
             * @description When the task is forgotten, in UTC, 48 hours after its end. Null until then; some servers leave it out.
             */
            expires_at?: string | null;
            /** @description Path of this task. */
            readonly self: string;
            /** @description Path of the JSON Schema document of a task. */
            readonly schema: string;
        };
        /** @description One page of tasks. */
        TaskList: {
            tasks: components["schemas"]["TaskSummary"][];
            /** @description Path of the first page of this query. */
            first: string;
            /** @description Path of the next page. Absent when there is none. */
            next?: string;
            /** @description Path of the JSON Schema document of a list of tasks. */
            schema: string;
        };
        /** @description An image, and where its data is. */
        ImportTaskInput: {
            /** @description An http or https URL that the server may fetch. */
            import_from: string;
            /** @description The format of the data. A note; what counts is the `disk_format` of the image. */
            import_from_format: string;
            /** @description What the image is to be, as for a new one. It needs both formats to take data. */
            image_properties: components["schemas"]["ImageCreate"];
        };
        /** @description Work to be done. Only imports are asked for this way. */
        TaskCreate: {
            /** @enum {string} */
            type: "import";
            input: components["schemas"]["ImportTaskInput"];
        };
        /** @description Work that outlives the request that asked for it. */
        Task: {
            input: components["schemas"]["TaskInput"];
            result: components["schemas"]["TaskResult"];
            /** @description Why the task failed. Empty otherwise. */
            message: string;
            /** @description The image that the task concerns. Left out while there is none. */
            image_id?: string;
            /** @description The request that asked for the work. */
            request_id?: string | null;
            /** @description The user who asked for it. */
            user_id?: string | null;
        } & components["schemas"]["TaskSummary"];
        /** @description How a property of the described thing is a link. */
        SchemaLink: {
            rel: string;
            /** @description A template, such as `{self}`. */
            href: string;
        };
        /** @description A JSON Schema document that describes an image. */
        ImageSchema: {
            /** @constant */
            name: "image";
            /** @description A schema for each known property. `is_base` is false for those that count as custom ones. */
            properties: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
            /** @description The schema of custom properties. */
            additionalProperties: {
                [key: string]: unknown;
            };
            /** @description Custom properties that this server wants every image to have. */
            required?: string[];
            links: components["schemas"]["SchemaLink"][];
        };
        /** @description A JSON Schema document that describes a list of images. */
        ImagesSchema: {
            /** @constant */
            name: "images";
            /** @description A schema for each property of the list. That of `images` holds the schema of an image. */
            properties: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
            links: components["schemas"]["SchemaLink"][];
        };
        /** @description A JSON Schema document that describes a member of an image. */
        MemberSchema: {
            /** @constant */
            name: "member";
            /** @description A schema for each property. */
            properties: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
        };
        /** @description A JSON Schema document that describes a list of members. */
        MembersSchema: {
            /** @constant */
            name: "members";
            /** @description A schema for each property of the list. That of `members` holds the schema of a member. */
            properties: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
            links: components["schemas"]["SchemaLink"][];
        };
        /** @description A JSON Schema document that describes a task. */
        TaskSchema: {
            /** @constant */
            name: "task";
            /** @description A schema for each property. */
            properties: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
        };
        /** @description A JSON Schema document that describes a list of tasks. */
        TasksSchema: {
            /** @constant */
            name: "tasks";
            /** @description A schema for each property of the list. That of `tasks` holds the schema of what is listed of a task. */
            properties: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
            links: components["schemas"]["SchemaLink"][];
        };
        /** @description What the brief list of version 1 says of an image. */
        ImageV1Summary: {
            /** @description Identifies the image for good. */
            id: components["schemas"]["Uuid"];
            /** @description A name for people. Several images may have the same. */
            name: string | null;
            /** @description How the bytes of the disk are laid out. Null until it is known. */
            disk_format: string | null;
            /** @description What the disk is wrapped in; `bare` for nothing. Null until it is known. */
            container_format: string | null;
            /** @description MD5 of the data, as lower-case hexadecimal digits. Null while it is not known. */
            checksum: string | null;
            /** @description Number of bytes of the data; 0 while there is none. */
            size: number;
        };
        /** @description One page of images, in brief. The last page is the one that is shorter than `limit`. */
        ImageV1SummaryList: {
            images: components["schemas"]["ImageV1Summary"][];
        };
        /**
         * @description - `queued`: there is a record and no data.
         *     - `saving`: data is on its way, be it by an upload or by an import of version 2.
         *     - `active`: the data is there and never changes again.
         *     - `deactivated`: nobody may download.
         *     - `killed`: there was to be data, and it was not taken. There is none.
         *     - `pending_delete`: deleted; bytes remain for a while.
         *     - `deleted`: gone.
         * @enum {string}
         */
        ImageStatusV1: "queued" | "saving" | "active" | "deactivated" | "killed" | "pending_delete" | "deleted";
        /** @description A time in UTC, to the microsecond and without a zone. */
        TimeV1: string;
        /** @description An image as version 1 shows it in JSON. Where its data lies is never said. */
        ImageV1: {
            status: components["schemas"]["ImageStatusV1"];
            /** @description Whether the visibility of the image is `public`. */
            is_public: boolean;
            /** @description Whether the image is safe from deletion. */
            protected: boolean;
            /** @description Whether the image is gone, and only said to have been. */
            deleted: boolean;
            /** @description The project that owns the image. */
            owner: string | null;
            /** @description Disk that a server needs to boot this image, in GiB. */
            min_disk: number;
            /** @description Memory that a server needs to boot this image, in MiB. */
            min_ram: number;
            /** @description When the record was made, in UTC. */
            created_at: components["schemas"]["TimeV1"];
            /** @description When the record last changed, in UTC. */
            updated_at: components["schemas"]["TimeV1"];
            /** @description When the image was deleted, in UTC. Null while it is there. */
            deleted_at: components["schemas"]["TimeV1"] | null;
            /** @description Number of bytes of the disk that a guest sees. Null when it is not known. */
            virtual_size: number | null;
            /** @description The custom properties. */
            properties: {
                [key: string]: string | null;
            };
        } & components["schemas"]["ImageV1Summary"];
        /** @description One image. */
        ImageV1Answer: {
            image: components["schemas"]["ImageV1"];
        };
        /** @description One page of images, in detail. The last page is the one that is shorter than `limit`. */
        ImageV1List: {
            images: components["schemas"]["ImageV1"][];
        };
        /**
         * @description A boolean in a header. Other servers may write it in lower case.
         * @enum {string}
         */
        BooleanV1: "True" | "False";
        /** @description A project that an image is shared with. */
        MemberV1: {
            /** @description The project. Nobody checks that there is one with this id. */
            member_id: string;
            /** @description Whether the project may share the image in turn. */
            can_share: boolean;
        };
        /** @description The members of an image. */
        MemberV1List: {
            members: components["schemas"]["MemberV1"][];
        };
        /** @description All members that an image shall have. Who is not among them is none any more. */
        MemberV1Replacement: {
            memberships: {
                /** @description The id of a project. Nobody checks that there is one. */
                member_id: string;
                /** @description Whether the project may share the image in turn. When left out, false for a new member and unchanged for others. */
                can_share?: boolean;
            }[];
        };
        /** @description What a member of an image may do with it. */
        MemberV1Update: {
            member?: {
                /** @description Whether the project may share the image in turn. When left out, false for a new member and unchanged for others. */
                can_share?: boolean;
            };
        };
        /** @description An image that is shared with a project. */
        SharedImage: {
            /** @description The image. */
            image_id: components["schemas"]["Uuid"];
            /** @description Whether the project may share the image in turn. */
            can_share: boolean;
        };
        /** @description The images that are shared with a project. */
        SharedImageList: {
            shared_images: components["schemas"]["SharedImage"][];
        };
        /** @description The version of the Identity API. */
        IdentityVersion: {
            id: string;
            /** @enum {string} */
            status: "stable";
            /**
             * Format: date-time
             * @description When this version was published.
             */
            updated: string;
            links: {
                rel: string;
                /** @description An absolute URL with a slash at its end, to which clients add `auth/tokens` and the like. */
                href: string;
            }[];
            "media-types": {
                base: string;
                type: string;
            }[];
        };
        /** @description The versions of the Identity API, in a shape of their own that is not that of the Image API. */
        IdentityVersionList: {
            versions: {
                values: components["schemas"]["IdentityVersion"][];
            };
        };
        IdentityVersionAnswer: {
            version: components["schemas"]["IdentityVersion"];
        };
        /** @description Id and name of a thing. */
        NamedReference: {
            id: string;
            name: string;
        };
        /** @description A time in UTC, with six digits after the seconds. */
        TokenTime: string;
        /** @description Where the services are that a token is good for. */
        ServiceCatalog: {
            id: string;
            /** @description Such as `image` and `identity`. */
            type: string;
            name: string;
            endpoints: {
                id: string;
                /** @enum {string} */
                interface: "public" | "internal" | "admin";
                region: string;
                region_id: string;
                /** @description Without a version for `image`, with `/v3` for `identity`. */
                url: string;
            }[];
        }[];
        /** @description What a token says. Only a token for a project has `project`, `is_domain`, `roles` and `catalog`. */
        Token: {
            /** @description How the user logged in; `token` is added when the token came from another one. */
            methods: string[];
            user: {
                id: string;
                name: string;
                domain: components["schemas"]["NamedReference"];
                /** @description Passwords do not expire here, so it is null. */
                password_expires_at: string | null;
            };
            /** @description Names the token where the token itself would be a secret. */
            audit_ids: string[];
            issued_at: components["schemas"]["TokenTime"];
            expires_at: components["schemas"]["TokenTime"];
            project?: {
                id: string;
                name: string;
                domain: components["schemas"]["NamedReference"];
            };
            /** @description Whether the project is a domain; false, as there are no such projects here. */
            is_domain?: boolean;
            /** @description What the user is in the project, roles that others imply included. */
            roles?: components["schemas"]["NamedReference"][];
            catalog?: components["schemas"]["ServiceCatalog"];
            /** @description Only there when the token came from one. */
            application_credential?: {
                id: string;
                /** @description Whether the token may not be used to make more credentials. */
                restricted: boolean;
            };
        };
        TokenAnswer: {
            token: components["schemas"]["Token"];
        };
        /** @description A domain by id, or by name. */
        DomainReference: {
            id?: string;
            name?: string;
        };
        /** @description A user by id, or by name and domain. */
        UserReference: {
            id?: string;
            name?: string;
            domain?: components["schemas"]["DomainReference"];
        };
        /** @description A project by id, or by name and domain. */
        ProjectReference: {
            id?: string;
            name?: string;
            domain?: components["schemas"]["DomainReference"];
        };
        /** @description Who wants a token, how they show who they are, and for which project. */
        TokenRequest: {
            auth: {
                /** @description One method, and under its name what it needs. */
                identity: {
                    /** @description One of `password`, `token` and `application_credential`. */
                    methods: string[];
                    password?: {
                        user: {
                            password: string;
                        } & components["schemas"]["UserReference"];
                    };
                    /** @description A valid token begets another, which ends when the first one does. */
                    token?: {
                        id: string;
                    };
                    /** @description By id, or by name and user. It brings its project along, so there is no scope. */
                    application_credential?: {
                        id?: string;
                        name?: string;
                        user?: components["schemas"]["UserReference"];
                        secret: string;
                    };
                };
                /**
                 * @description What the token is good for: one project; or `unscoped`, for nothing but asking about oneself. When left out, the
                 *     default project of the user, if there is one. There is nothing else to be had here: `domain`, `system` and
                 *     trusts are refused.
                 */
                scope?: string | {
                    project?: components["schemas"]["ProjectReference"];
                    unscoped?: Record<string, never>;
                };
            };
        };
        /** @description Where this is. */
        SelfLink: {
            /** @description An absolute URL. */
            self: string;
        };
        CatalogAnswer: {
            catalog: components["schemas"]["ServiceCatalog"];
            links: components["schemas"]["SelfLink"];
        };
        /** @description Who owns images. */
        Project: {
            id: string;
            name: string;
            domain_id: string;
            /** @description Absent for callers who are no administrators and have no role in the project. */
            description?: string | null;
            /** @description Nobody gets a token for a project that is not. */
            enabled: boolean;
            /** @description The domain, since projects do not nest here. */
            parent_id: string | null;
            is_domain: boolean;
            tags: string[];
            options: Record<string, never>;
            links: components["schemas"]["SelfLink"];
        };
        /** @description Where this list is. It is always whole, so there is no next page. */
        ListLinks: {
            /** @description An absolute URL, with the query. */
            self: string;
            previous?: string | null;
            next?: string | null;
        };
        ProjectList: {
            projects: components["schemas"]["Project"][];
            links: components["schemas"]["ListLinks"];
        };
        ProjectAnswer: {
            project: components["schemas"]["Project"];
        };
        /** @description Who can log in. Nothing here helps to do so. */
        User: {
            id: string;
            name: string;
            domain_id: string;
            /** @description A user who is not can neither log in nor use a token. */
            enabled: boolean;
            /** @description The project of a token without a scope. Absent when there is none, and for other users who are no administrators. */
            default_project_id?: string | null;
            /** @description Passwords do not expire here, so it is null. */
            password_expires_at: string | null;
            options: Record<string, never>;
            links: components["schemas"]["SelfLink"];
        };
        UserList: {
            users: components["schemas"]["User"][];
            links: components["schemas"]["ListLinks"];
        };
        UserAnswer: {
            user: components["schemas"]["User"];
        };
        /** @description Where names are unique. There is one, `default`. */
        Domain: {
            id: string;
            name: string;
            description: string | null;
            enabled: boolean;
            tags: string[];
            options: Record<string, never>;
            links: components["schemas"]["SelfLink"];
        };
        DomainList: {
            domains: components["schemas"]["Domain"][];
            links: components["schemas"]["ListLinks"];
        };
        DomainAnswer: {
            domain: components["schemas"]["Domain"];
        };
        /** @description What every object of the platform has. */
        UForgeObject: {
            /**
             * Format: date-time
             * @description When the object was made.
             */
            created?: string;
            /**
             * Format: int64
             * @description Identifies the object among those of its kind.
             */
            dbId?: number;
            /** @description Changes whenever the object does; without the quotes, its `ETag`. */
            digest?: string;
            /**
             * Format: date-time
             * @description When the object last changed.
             */
            lastModified?: string;
        };
        /** @description Whether the platform is well. */
        UForgeServiceStatus: {
            /** @description Whether it serves. */
            alive: boolean;
            /** @description Version of the platform. Clients work with their own version alone. */
            version: string;
            /**
             * Format: int32
             * @description How busy it is, in percent.
             */
            serviceLoad?: number;
        } & components["schemas"]["UForgeObject"];
        /** @description The state of the platform, as JSON has it. */
        UForgeServiceStatusJson: {
            serviceStatus: components["schemas"]["UForgeServiceStatus"];
        };
        /** @description What is known of a person. */
        UForgeUserProfile: {
            /** @description What the user logs in as; stands in the path of all that is theirs. */
            loginName?: string;
            /** @description Whether the user may log in. */
            active?: boolean;
            company?: string;
            email?: string;
            firstName?: string;
            surname?: string;
            jobTitle?: string;
            website?: string;
        };
        /**
         * Format: uri-reference
         * @description Names a resource, relative to the base of the API and without a slash in front, such as `users/john/appliances/21`.
         */
        UForgeUri: string;
        /** @description Several resources. */
        UForgeUriList: {
            uri: components["schemas"]["UForgeUri"][];
        };
        /** @description A set of entitlements. */
        UForgeRole: {
            name: string;
            description?: string;
            entitlements: {
                entitlement: {
                    description?: string;
                    /** @description The right, such as `image_generate`. */
                    name: string;
                }[];
            };
        } & components["schemas"]["UForgeObject"];
        /** @description A user of the platform. */
        UForgeUser: {
            /** @description Whether the user administers the platform. */
            admin?: boolean;
            /**
             * Format: int32
             * @description How many pairs of API keys the user may have.
             */
            apiKeysQuota?: number;
            /** @description The user's API keys. */
            baseApiKeysUri?: components["schemas"]["UForgeUri"];
            /** @description The user's appliances. */
            baseAppliancesUri?: components["schemas"]["UForgeUri"];
            /** @description The primitive formats that the user may generate. */
            baseFormatsUri?: components["schemas"]["UForgeUri"];
            /** @description The target formats that the user may generate. */
            baseTargetFormatsUri?: components["schemas"]["UForgeUri"];
            /** @description The user's machine images, of all appliances. */
            baseImagesUri?: components["schemas"]["UForgeUri"];
            /** @description Where the user's machine images were published. */
            basePublishImagesUri?: components["schemas"]["UForgeUri"];
            /** @description The user's roles. */
            baseRolesUri?: components["schemas"]["UForgeUri"];
            /** @description The language of messages. */
            lang?: string;
            /** @description The whole name. */
            name?: string;
            /** @description The organisations that the user belongs to. */
            orgUris?: components["schemas"]["UForgeUriList"];
            /** @description What the user may do. */
            roles?: {
                role: components["schemas"]["UForgeRole"][];
            };
            /** @description This user. */
            uri: components["schemas"]["UForgeUri"];
        } & (WithRequired<components["schemas"]["UForgeObject"], "created"> & WithRequired<components["schemas"]["UForgeUserProfile"], "loginName" | "active">);
        /** @description A user, as JSON has it. */
        UForgeUserJson: {
            user: components["schemas"]["UForgeUser"];
        };
        /** @description What every list has. */
        UForgeObjects: {
            /**
             * Format: int64
             * @description How many objects match, those on other pages included.
             */
            total?: number;
        };
        /**
         * @description How far a generation has come. There is no word for the state: of `error`, `cancelled` and `complete` at most one is
         *     true, and none of them while it goes on.
         */
        UForgeStatus: {
            /**
             * Format: int64
             * @description Number of bytes written so far.
             */
            bytesLoaded?: number;
            /**
             * Format: int64
             * @description Number of bytes to write. Absent when that is not known.
             */
            bytesTotal?: number;
            /** @description Whether it was stopped on request. */
            cancelled: boolean;
            /** @description Whether it ended well. */
            complete: boolean;
            /** @description Whether `detailedErrorMsg` has more to say. */
            detailedError?: boolean;
            /** @description What exactly went wrong. */
            detailedErrorMsg?: string;
            /** @description Whether it failed. */
            error: boolean;
            /** @description Why it failed, in a sentence. Absent unless it did. */
            errorMessage?: string;
            /**
             * Format: date-time
             * @description When it will probably end.
             */
            eta?: string;
            /** @description What is being done, or how it ended. When all went well it begins with `Done, created on`. */
            message: string;
            /** @description The machine image. */
            parentUri?: components["schemas"]["UForgeUri"];
            /**
             * Format: int32
             * @description How much is done, in percent.
             */
            percentage: number;
            /** @description Whether the image was published. Always false here. */
            published?: boolean;
            /** @description This status. */
            uri?: components["schemas"]["UForgeUri"];
        } & components["schemas"]["UForgeObject"];
        /** @description What objects that stand for a file have besides. */
        UForgeUploadObject: {
            /** @description MD5 of the file, as lower-case hexadecimal digits. Absent until the file is complete. */
            md5sum?: string;
            /** @description Media type of the file. */
            mimeType?: string;
            /** @description SHA-256 of the file, as lower-case hexadecimal digits. Absent until the file is complete. */
            sha256sum?: string;
            /**
             * Format: int64
             * @description Number of bytes of the file; 0 until it is complete.
             */
            size?: number;
            /** @description How far making the file has come. */
            status?: components["schemas"]["UForgeStatus"];
            /** @description Whether the file is there. */
            uploaded?: boolean;
            /**
             * Format: date-time
             * @description When the file was complete.
             */
            uploadedTime?: string;
        };
        /**
         * @description A primitive format. Clients refuse any other word.
         * @enum {string}
         */
        UForgeImageFormatName: "aws" | "azure" | "cloudburstvmware" | "cloudstackova" | "cloudstackqcow2" | "cloudstackvhd" | "cloudsigmaraw" | "cloudwatt" | "docker" | "esx" | "google" | "hyper-v" | "hyperv2012" | "ISO" | "PXE" | "kvm" | "k5vmdk" | "lxc" | "openshift" | "openstackqcow2" | "openstackvdi" | "openstackvhd" | "openstackvmdk" | "outscale" | "oracleraw" | "ovf" | "ovf09" | "qcow2" | "raw" | "susecloud" | "targz" | "vagrant" | "vbox" | "vcenter" | "vcloud" | "vhd" | "vmware" | "xen" | "xenserver";
        /** @description How a disk is laid out. */
        UForgeImageFormat: {
            /** @description Whether the user may generate it. */
            access?: boolean;
            /** @description Whether the user sees it. */
            active?: boolean;
            name: components["schemas"]["UForgeImageFormatName"];
            /** @description Whether it is proposed first. */
            preselected?: boolean;
            /** @description This format. */
            uri?: components["schemas"]["UForgeUri"];
        } & components["schemas"]["UForgeObject"];
        /** @description What formats are sorted by. */
        UForgeCategory: {
            name: string;
            /** @description The organisation. */
            orgUri?: components["schemas"]["UForgeUri"];
            /** @description This category. */
            uri?: components["schemas"]["UForgeUri"];
            /**
             * @description What is sorted by it.
             * @enum {string}
             */
            type?: "PROJECT" | "TEMPLATE" | "IMAGEFORMAT";
        } & components["schemas"]["UForgeObject"];
        /** @description A format by the name that users know. */
        UForgeTargetFormat: {
            /** @description Such as `VirtualBox` or `QCOW2`; what a generation asks for. */
            name: string;
            /** @description The primitive format behind it. */
            format: components["schemas"]["UForgeImageFormat"];
            category: components["schemas"]["UForgeCategory"];
            /**
             * @description Where such an image runs.
             * @enum {string}
             */
            type?: "cloud" | "virtual" | "container" | "physical";
            /**
             * @description The kind of account that publishing takes. Absent where images are only downloaded.
             * @enum {string}
             */
            credAccountType?: "aws" | "outscale" | "azure" | "google" | "cloudstack" | "openstack" | "openshift" | "vclouddirector" | "vsphere" | "k5" | "docker" | "oracle";
            /** @description What users are told about it. */
            imageInfos?: string;
            /** @description Whether the user may generate it. */
            access?: boolean;
            /** @description Whether the user sees it. */
            active?: boolean;
            /** @description Whether it is proposed first. */
            preselected?: boolean;
            /** @description This format. */
            uri?: components["schemas"]["UForgeUri"];
        } & components["schemas"]["UForgeObject"];
        /** @description What a machine gets, and what it asks for when it starts for the first time. */
        UForgeInstallProfile: {
            /** @description The appliance that it belongs to. */
            applianceUri?: components["schemas"]["UForgeUri"];
            /**
             * Format: int64
             * @description Disk, in MB.
             */
            diskSize?: number;
            /** @description Whether the firewall is set without asking. */
            firewallAuto?: boolean;
            /** @description Whether the firewall is on, where nobody is asked. */
            firewallEnabled?: boolean;
            /** @description The generation of virtual hardware, for VMware. */
            hwType?: string;
            /** @description Whether the network is set without asking. */
            internetSettingsAuto?: boolean;
            /** @description Parameters of the kernel, separated by commas. */
            kernelParameters?: string;
            /** @description Whether the keyboard is set without asking. */
            keyboardAuto?: boolean;
            /**
             * Format: int64
             * @description Memory, in MB.
             */
            memorySize?: number;
            /** @description Whether the disk is divided without asking. */
            partitionAuto?: boolean;
            /** @description Whether no licence is shown. */
            skipLicenses?: boolean;
            /**
             * Format: int64
             * @description Swap, in MB.
             */
            swapSize?: number;
            /** @description The time zone, where nobody is asked. */
            timezone?: string;
            /** @description Whether the time zone is set without asking. */
            timezoneAuto?: boolean;
            /** @description This profile. */
            uri?: components["schemas"]["UForgeUri"];
            /** @description What is shown at the first start. */
            welcomeMsg?: string;
            /**
             * @description How strict SELinux is.
             * @enum {string}
             */
            seLinuxMode?: "disabled" | "permissive" | "enforcing";
        } & components["schemas"]["UForgeObject"];
        /**
         * @description A machine image: what a generation makes of an appliance. The answer to the request is a ticket, with the status of the
         *     generation; the facts about the file come when it is complete.
         */
        UForgeImage: {
            /** @description The appliance that it was made from. */
            parentUri: components["schemas"]["UForgeUri"];
            /** @description Where it was published. */
            basePublishImagesUri?: components["schemas"]["UForgeUri"];
            /**
             * Format: int64
             * @description Disk that a machine needs to run it, estimated, in bytes.
             */
            completeInstalledSize?: number;
            /**
             * Format: int64
             * @description Size of the image before it is packed, in bytes.
             */
            completeSize?: number;
            /** @description Whether it is packed into an archive. Only an archive can be downloaded. */
            compress: boolean;
            /** @description The operating system. */
            distributionName?: string;
            /** @description Lets anybody download the file once, without logging in. A secret. Absent while there is nothing to download. */
            downloadKey?: string;
            /** @description Where to download, with the key in it. A secret. Absent while there is nothing to download. */
            downloadUri?: components["schemas"]["UForgeUri"];
            /** @description How `fileName` ends, without the dot; `tar.gz` for archives. */
            fileExtension?: string;
            /** @description Name of the file. */
            fileName?: string;
            /**
             * Format: int64
             * @description Number of bytes of the file; 0 until it is complete.
             */
            fileSize: number;
            /** @description How the disk is laid out. */
            format?: components["schemas"]["UForgeImageFormat"];
            /** @description The format by the name that users know. */
            targetFormat: components["schemas"]["UForgeTargetFormat"];
            /** @description The same as `fileName`. */
            fullName?: string;
            /** @description Whether there is a file. */
            imageCreated?: boolean;
            /** @description What was asked for. */
            installProfile?: components["schemas"]["UForgeInstallProfile"];
            /** @description Name of the appliance when it was made. */
            name: string;
            /** @description The organisation. */
            orgUri?: components["schemas"]["UForgeUri"];
            /** @description The packages in it. */
            pkgsUri?: components["schemas"]["UForgeUri"];
            /**
             * Format: int32
             * @description Revision of the appliance when it was made.
             */
            revision: number;
            /** @description Whether only dependencies were looked at, and there is no file. Always false here. */
            simulated?: boolean;
            /** @description The status of its generation. */
            statusUri: components["schemas"]["UForgeUri"];
            /** @description A word of the user's. */
            tag?: string;
            /** @description This machine image. */
            uri: components["schemas"]["UForgeUri"];
            /** @description Version of the appliance when it was made. */
            version: string;
            /**
             * Format: int64
             * @description Disk that a machine gets, in MB.
             */
            vmDiskSize?: number;
            /**
             * Format: int32
             * @description Memory that a machine gets, in MB.
             */
            vmMemorySize?: number;
            /** @description Whether dependencies are looked at in any case. */
            forceCheckingDeps?: boolean;
        } & (WithRequired<components["schemas"]["UForgeObject"], "created" | "dbId" | "digest" | "lastModified"> & WithRequired<components["schemas"]["UForgeUploadObject"], "size" | "status">);
        /** @description Several machine images. */
        UForgeImages: {
            images: {
                image: components["schemas"]["UForgeImage"][];
            };
        } & WithRequired<components["schemas"]["UForgeObjects"], "total">;
        /** @description Machine images, as JSON has it. */
        UForgeImagesJson: {
            images: components["schemas"]["UForgeImages"];
        };
        /** @description The statuses of several machine images. */
        UForgeStatuses: {
            statuses: {
                status: components["schemas"]["UForgeStatus"][];
            };
        } & WithRequired<components["schemas"]["UForgeObjects"], "total">;
        /** @description Statuses of generations, as JSON has it. */
        UForgeStatusesJson: {
            statuses: components["schemas"]["UForgeStatuses"];
        };
        /** @description Machine images that were handed to a cloud. Nothing is published here, so the list is empty. */
        UForgePublishImages: {
            publishImages: {
                publishImage: components["schemas"]["UForgeUploadObject"][];
            };
        } & WithRequired<components["schemas"]["UForgeObjects"], "total">;
        /** @description Published machine images, as JSON has it. */
        UForgePublishImagesJson: {
            publishImages: components["schemas"]["UForgePublishImages"];
        };
        /** @description The target formats that a user may generate. */
        UForgeTargetFormats: {
            targetFormats: {
                targetFormat: components["schemas"]["UForgeTargetFormat"][];
            };
        } & WithRequired<components["schemas"]["UForgeObjects"], "total">;
        /** @description Target formats, as JSON has it. */
        UForgeTargetFormatsJson: {
            targetFormats: components["schemas"]["UForgeTargetFormats"];
        };
        /** @description The primitive formats that a user may generate. */
        UForgeImageFormats: {
            imageFormats: {
                imageFormat: components["schemas"]["UForgeImageFormat"][];
            };
        } & WithRequired<components["schemas"]["UForgeObjects"], "total">;
        /** @description Primitive formats, as JSON has it. */
        UForgeImageFormatsJson: {
            imageFormats: components["schemas"]["UForgeImageFormats"];
        };
        /** @description Two keys that sign requests in place of a password. */
        UForgeApiKeyPair: {
            name: string;
            description?: string;
            /** @description Says whose signature it is; sent with each request as `apiKey`. */
            publicKey: string;
            /** @description Signs requests. A secret. */
            secretKey?: string;
            /** @description This pair. */
            uri: components["schemas"]["UForgeUri"];
        } & WithRequired<components["schemas"]["UForgeObject"], "created" | "dbId">;
        /** @description A user's pairs of keys. */
        UForgeApiKeyPairs: {
            apiKeyPairs: {
                apiKeyPair: components["schemas"]["UForgeApiKeyPair"][];
            };
        } & WithRequired<components["schemas"]["UForgeObjects"], "total">;
        /** @description Pairs of keys, as JSON has it. */
        UForgeApiKeyPairsJson: {
            apiKeyPairs: components["schemas"]["UForgeApiKeyPairs"];
        };
        /** @description What to call a pair of keys. */
        UForgeApiKeyPairCreate: {
            name?: string;
            description?: string;
        };
        /** @description What to call a pair of keys, as JSON has it. */
        UForgeApiKeyPairCreateJson: {
            apiKeyPair: components["schemas"]["UForgeApiKeyPairCreate"];
        };
        /** @description A pair of keys, as JSON has it. */
        UForgeApiKeyPairJson: {
            apiKeyPair: components["schemas"]["UForgeApiKeyPair"];
        };
        /** @description What machine images are made from. */
        UForgeAppliance: {
            uuid?: string;
            /** @description The architecture, such as `x86_64`. */
            archName: string;
            /** @description The statuses of its machine images. */
            baseImagesStatusUri: components["schemas"]["UForgeUri"];
            /** @description Its machine images. */
            baseImagesUri: components["schemas"]["UForgeUri"];
            /** @description Where an operating-system profile is created. */
            baseOsProfileUri?: components["schemas"]["UForgeUri"];
            /** @description Where its machine images were published. */
            basePublishImagesUri?: components["schemas"]["UForgeUri"];
            description?: string;
            /** @description The operating system. */
            distributionName: string;
            /** @description What it was created from. */
            distributionUri?: components["schemas"]["UForgeUri"];
            /** @description Its machine images, one by one. */
            imageUris?: components["schemas"]["UForgeUriList"];
            /** @description Whether it came from another platform. Always false here. */
            imported: boolean;
            /**
             * Format: int64
             * @description Disk that it needs, in bytes.
             */
            installedSize?: number;
            /** @description What machines get unless a generation says otherwise. */
            installProfile?: components["schemas"]["UForgeInstallProfile"];
            /** @description The same, as a resource. */
            installProfileUri?: components["schemas"]["UForgeUri"];
            /**
             * Format: date-time
             * @description When its packages last changed.
             */
            lastPkgUpdate?: string;
            name: string;
            /**
             * Format: int32
             * @description How many of the updates are about security.
             */
            nbSecurityUpdates?: number;
            /**
             * Format: int32
             * @description How many packages have updates.
             */
            nbUpdates: number;
            /** @description The organisation. */
            orgUri?: components["schemas"]["UForgeUri"];
            /** @description Its operating-system profile. */
            osProfileUri?: components["schemas"]["UForgeUri"];
            /**
             * Format: int32
             * @description Counts its changes.
             */
            revision?: number;
            /** @description Whether other users see it. Always false here. */
            shared: boolean;
            /**
             * Format: int64
             * @description Size of what it is made from, in bytes.
             */
            size?: number;
            /** @description A word of the user's. */
            tag?: string;
            /** @description This appliance. */
            uri: components["schemas"]["UForgeUri"];
            version: string;
        } & WithRequired<components["schemas"]["UForgeObject"], "created" | "dbId" | "digest" | "lastModified">;
        /** @description Several appliances. */
        UForgeAppliances: {
            appliances: {
                appliance: components["schemas"]["UForgeAppliance"][];
            };
        } & WithRequired<components["schemas"]["UForgeObjects"], "total">;
        /** @description Appliances, as JSON has it. */
        UForgeAppliancesJson: {
            appliances: components["schemas"]["UForgeAppliances"];
        };
        /** @description A new appliance. */
        UForgeApplianceCreate: {
            /** @description The architecture, such as `x86_64`; that of the image when absent. */
            archName?: string;
            description?: string;
            /** @description What to create it from, an image of the catalogue, as `distributions/` and its id. */
            distributionUri: components["schemas"]["UForgeUri"];
            /** @description What machines get. It is not kept here; a generation says it. */
            installProfile?: components["schemas"]["UForgeInstallProfile"];
            name: string;
            /** @description The organisation. */
            orgUri?: components["schemas"]["UForgeUri"];
            /** @description A word of the user's. */
            tag?: string;
            version: string;
        };
        /** @description A new appliance, as JSON has it. */
        UForgeApplianceCreateJson: {
            appliance: components["schemas"]["UForgeApplianceCreate"];
        };
        /** @description An appliance, as JSON has it. */
        UForgeApplianceJson: {
            appliance: components["schemas"]["UForgeAppliance"];
        };
        /** @description Which packages an appliance is to have. Clients call it `linuxProfile` or `windowsProfile` too. */
        UForgeDistribProfileCreate: {
            name: string;
            /** @description The profile of the operating system to start from, such as `distributions/1/profiles/4`. It is not looked at. */
            standardProfileUri?: components["schemas"]["UForgeUri"];
        };
        /** @description A new operating-system profile, as JSON has it. */
        UForgeDistribProfileCreateJson: {
            distribProfile: components["schemas"]["UForgeDistribProfileCreate"];
        };
        /** @description Which packages of an operating system an appliance has. */
        UForgeDistribProfile: {
            name: string;
            /** @description The profile of the operating system that it starts from, such as `distributions/1/profiles/4`. */
            standardProfileUri?: components["schemas"]["UForgeUri"];
            /** @description This profile. */
            uri: components["schemas"]["UForgeUri"];
        } & components["schemas"]["UForgeObject"];
        /** @description An operating-system profile, as JSON has it. */
        UForgeDistribProfileJson: {
            distribProfile: components["schemas"]["UForgeDistribProfile"];
        };
        /** @description What a machine gets, as JSON has it. */
        UForgeInstallProfileJson: {
            installProfile: components["schemas"]["UForgeInstallProfile"];
        };
        /** @description What to generate. What else a machine image has may be there too, and counts for nothing. */
        UForgeImageCreate: {
            /** @description Whether to pack the image into an archive, without which it cannot be downloaded. False when absent. */
            compress?: boolean;
            /** @description One of the user's target formats, by its name. */
            targetFormat?: {
                name?: string;
            };
            /** @description What machines get. */
            installProfile?: components["schemas"]["UForgeInstallProfile"];
            /** @description Whether to look at dependencies in any case. There are none here. */
            forceCheckingDeps?: boolean;
        };
        /** @description What to generate, as JSON has it. */
        UForgeImageCreateJson: {
            image: components["schemas"]["UForgeImageCreate"];
        };
        /** @description A machine image, as JSON has it. */
        UForgeImageJson: {
            image: components["schemas"]["UForgeImage"];
        };
        /** @description The status of a generation, as JSON has it. */
        UForgeStatusJson: {
            status: components["schemas"]["UForgeStatus"];
        };
        /** @description A package of the operating system's. */
        UForgePkg: {
            /** @description The architecture that it is for. */
            arch?: string;
            /** @description Its file. */
            binaryUri?: components["schemas"]["UForgeUri"];
            /** @description Name, version, release and architecture in one. */
            fullName?: string;
            /** @description Whether it is installed, and not only there. */
            install?: boolean;
            name?: string;
            /** @description What it belongs to. */
            parentUri?: components["schemas"]["UForgeUri"];
            /** @description Release within the version. */
            release?: string;
            /** @description Where it came from. */
            repositoryName?: string;
            /** @description How it is packed. */
            type?: string;
            /** @description This package. */
            uri?: components["schemas"]["UForgeUri"];
            version?: string;
            /**
             * Format: int32
             * @description Counts for more than the version does.
             */
            epoch?: number;
        } & (components["schemas"]["UForgeObject"] & components["schemas"]["UForgeUploadObject"]);
        /** @description A package in a machine image. */
        UForgeImagePkg: {
            /**
             * Format: int32
             * @description 0 for a package that was asked for, 1 for one that such a package needs, and so on.
             */
            level?: number;
            /** @description Whether it comes with the operating system. */
            native_from_distribution?: boolean;
            /** @description The package. */
            pkg?: components["schemas"]["UForgePkg"];
        };
        /** @description The packages in a machine image, as far as they are known. */
        UForgeImagePkgs: {
            imagePkgs: {
                imagePkg: components["schemas"]["UForgeImagePkg"][];
            };
        } & WithRequired<components["schemas"]["UForgeObjects"], "total">;
        /** @description Packages, as JSON has it. */
        UForgeImagePkgsJson: {
            imagePkgs: components["schemas"]["UForgeImagePkgs"];
        };
    };
    responses: {
        /** @description This path exists but does not serve the method. An answer to HEAD has no body. */
        MethodNotAllowed: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                /**
                 * @description The methods this path serves, separated by comma and space.
                 * @example GET, POST
                 */
                Allow: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "The method POST is not allowed for this resource.",
                 *       "code": "405 Method Not Allowed",
                 *       "title": "Method Not Allowed"
                 *     }
                 */
                "application/json": components["schemas"]["AnyError"];
                "application/xml": components["schemas"]["UForgeError"];
                "text/html": string;
                "text/plain": string;
            };
        };
        /** @description The client was refused too often, for its tokens or its logins; this attempt was not even looked at. */
        TooManyAttempts: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                /**
                 * @description Seconds to wait before trying again, when the server can tell.
                 * @example 5
                 */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "Too many refused attempts: check the credentials. Try again in 30 s",
                 *       "code": "429 Too Many Requests",
                 *       "title": "Too Many Requests"
                 *     }
                 */
                "application/json": components["schemas"]["AnyError"];
                "application/xml": components["schemas"]["UForgeError"];
                "text/html": string;
                "text/plain": string;
            };
        };
        /** @description The server failed. The answer says nothing about why; the log does, under the request id. */
        InternalServerError: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "The server has either erred or is incapable of performing the requested operation.",
                 *       "code": "500 Internal Server Error",
                 *       "title": "Internal Server Error"
                 *     }
                 */
                "application/json": components["schemas"]["AnyError"];
                "application/xml": components["schemas"]["UForgeError"];
                "text/html": string;
                "text/plain": string;
            };
        };
        /** @description Something the server depends on cannot be reached. */
        ServiceUnavailable: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                /**
                 * @description Seconds to wait before trying again, when the server can tell.
                 * @example 5
                 */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "The store does not accept data at present.",
                 *       "code": "503 Service Unavailable",
                 *       "title": "Service Unavailable"
                 *     }
                 */
                "application/json": components["schemas"]["AnyError"];
                "application/xml": components["schemas"]["UForgeError"];
                "text/html": string;
                "text/plain": string;
            };
        };
        /** @description The request is malformed, breaks the schema, or has a body where none belongs. */
        BadRequest: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "limit param must be an integer",
                 *       "code": "400 Bad Request",
                 *       "title": "Bad Request"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
                "text/html": string;
                "text/plain": string;
            };
        };
        /** @description There is no token, or not a valid one. */
        Unauthorized: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                /**
                 * @description Where tokens come from.
                 * @example Keystone uri="http://identity.example/v3"
                 */
                "WWW-Authenticate": string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "The request you have made requires authentication.",
                 *       "code": "401 Unauthorized",
                 *       "title": "Unauthorized"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
                "text/html": string;
                "text/plain": string;
            };
        };
        /** @description The caller can see this but may not do it. */
        Forbidden: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "Attribute 'status' is read-only.",
                 *       "code": "403 Forbidden",
                 *       "title": "Forbidden"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
                "text/html": string;
                "text/plain": string;
            };
        };
        /** @description The request conflicts with the current state. */
        Conflict: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "Image status transition from active to saving is not allowed",
                 *       "code": "409 Conflict",
                 *       "title": "Conflict"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
                "text/html": string;
                "text/plain": string;
            };
        };
        /** @description A quota or a size limit is exceeded. */
        ContentTooLarge: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "The data is larger than this server allows.",
                 *       "code": "413 Request Entity Too Large",
                 *       "title": "Request Entity Too Large"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
                "text/html": string;
                "text/plain": string;
            };
        };
        /** @description There is no such thing, or the caller may not see it. */
        NotFound: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "No image found with ID 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b",
                 *       "code": "404 Not Found",
                 *       "title": "Not Found"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
                "text/html": string;
                "text/plain": string;
            };
        };
        /** @description The body is not typed as one of the two patch dialects. */
        UnsupportedPatchType: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                /**
                 * @description The media types a patch may have.
                 * @example application/openstack-images-v2.0-json-patch, application/openstack-images-v2.1-json-patch
                 */
                "Accept-Patch": string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "The request media type application/json is not supported by this server.",
                 *       "code": "415 Unsupported Media Type",
                 *       "title": "Unsupported Media Type"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
                "text/html": string;
                "text/plain": string;
            };
        };
        /** @description The range is malformed, or lies outside the image. */
        RangeNotSatisfiable: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                /**
                 * @description The size of the image, as `bytes *\/SIZE`, so that a client can correct its range.
                 * @example bytes *\/13287936
                 */
                "Content-Range"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "The range lies outside the image.",
                 *       "code": "416 Requested Range Not Satisfiable",
                 *       "title": "Requested Range Not Satisfiable"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
                "text/html": string;
                "text/plain": string;
            };
        };
        /** @description The record says that there are bytes, but no store has them. */
        DataLost: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "The data of this image cannot be found.",
                 *       "code": "500 Internal Server Error",
                 *       "title": "Internal Server Error"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
                "text/html": string;
                "text/plain": string;
            };
        };
        /** @description The body stopped arriving. */
        RequestTimeout: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "No data arrived for 60 seconds.",
                 *       "code": "408 Request Timeout",
                 *       "title": "Request Timeout"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
                "text/html": string;
                "text/plain": string;
            };
        };
        /** @description What was being written to is no longer there. */
        Gone: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "The image was deleted while its data was being uploaded.",
                 *       "code": "410 Gone",
                 *       "title": "Gone"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
                "text/html": string;
                "text/plain": string;
            };
        };
        /** @description The media type of the body is not one this operation takes. */
        UnsupportedMediaType: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "The request media type text/plain is not supported by this server.",
                 *       "code": "415 Unsupported Media Type",
                 *       "title": "Unsupported Media Type"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
                "text/html": string;
                "text/plain": string;
            };
        };
        /** @description What was being written to is no longer there. */
        PreconditionFailed: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "message": "The image was deleted while its data was being uploaded.",
                 *       "code": "412 Precondition Failed",
                 *       "title": "Precondition Failed"
                 *     }
                 */
                "application/json": components["schemas"]["Error"];
                "text/html": string;
                "text/plain": string;
            };
        };
        /** @description The request conflicts with the current state. Plain text whatever `Accept` says. */
        PlainConflict: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                /** @example Image 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b already has data */
                "text/plain": string;
            };
        };
        /** @description The request is malformed, or breaks the schema. */
        IdentityBadRequest: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                /**
                 * @description Another token gets another answer. Names `X-Auth-Token`, and what else the answer depends on.
                 * @example X-Auth-Token
                 */
                Vary?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "code": 400,
                 *         "message": "'auth/identity' must have required property 'methods'",
                 *         "title": "Bad Request"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["IdentityError"];
            };
        };
        /** @description There is no token, or not a valid one. */
        IdentityUnauthorized: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                /**
                 * @description Another token gets another answer. Names `X-Auth-Token`, and what else the answer depends on.
                 * @example X-Auth-Token
                 */
                Vary?: string;
                /**
                 * @description Where tokens come from.
                 * @example Keystone uri="http://identity.example/v3"
                 */
                "WWW-Authenticate": string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "code": 401,
                 *         "message": "The token is missing or not valid",
                 *         "title": "Unauthorized"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["IdentityError"];
            };
        };
        /** @description The caller may not do this. */
        IdentityForbidden: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                /**
                 * @description Another token gets another answer. Names `X-Auth-Token`, and what else the answer depends on.
                 * @example X-Auth-Token
                 */
                Vary?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "code": 403,
                 *         "message": "The token of another user is for administrators and services to see",
                 *         "title": "Forbidden"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["IdentityError"];
            };
        };
        /** @description There is no such thing. */
        IdentityNotFound: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                /**
                 * @description Another token gets another answer. Names `X-Auth-Token`, and what else the answer depends on.
                 * @example X-Auth-Token
                 */
                Vary?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "code": 404,
                 *         "message": "There is no project with id 'demo'",
                 *         "title": "Not Found"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["IdentityError"];
            };
        };
        /** @description The body is larger than any login needs. */
        IdentityContentTooLarge: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                /**
                 * @description Another token gets another answer. Names `X-Auth-Token`, and what else the answer depends on.
                 * @example X-Auth-Token
                 */
                Vary?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "code": 413,
                 *         "message": "The JSON body is too large",
                 *         "title": "Payload Too Large"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["IdentityError"];
            };
        };
        /** @description Nothing changed since the answer that the request names. */
        UForgeNotModified: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                /**
                 * @description A strong validator of the document, the same for XML and JSON; of one object, its `digest` in quotes.
                 * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                 */
                ETag?: string;
                /**
                 * @description When what is in the body last changed, as an HTTP date.
                 * @example Sun, 01 Mar 2026 09:35:00 GMT
                 */
                "Last-Modified"?: string;
                /**
                 * @description `private, no-cache`: what is for one user is asked for again each time, under its `ETag`. `private, no-store` where it
                 *     holds secret keys.
                 * @example private, no-cache
                 */
                "Cache-Control"?: string;
                /**
                 * @description The version of the platform, as `/api/status` has it.
                 * @example 3.8.13
                 */
                version?: string;
                /**
                 * @description The body is XML or JSON, by what the client accepts.
                 * @example Accept
                 */
                Vary?: string;
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description There is no such thing, or this server does not serve UForge. */
        UForgeNotFound: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/xml": components["schemas"]["UForgeError"];
                /**
                 * @example {
                 *       "uforgeError": {
                 *         "localizedErrorMsg": {
                 *           "message": "There is no machine image 47 of appliance 21",
                 *           "messageId": "image.unknown"
                 *         },
                 *         "requestMethod": "GET",
                 *         "requestUri": "http://127.0.0.1:9292/api/users/john/appliances/21/images/47",
                 *         "statusCode": 404,
                 *         "timestamp": "2026-03-01T09:35:00.000Z"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UForgeErrorJson"];
            };
        };
        /** @description The client takes neither XML nor JSON. */
        UForgeNotAcceptable: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/xml": components["schemas"]["UForgeError"];
                /**
                 * @example {
                 *       "uforgeError": {
                 *         "localizedErrorMsg": {
                 *           "message": "This is application/xml or application/json",
                 *           "messageId": "accept.unknown"
                 *         },
                 *         "requestMethod": "GET",
                 *         "requestUri": "http://127.0.0.1:9292/api/users/john/appliances/21/images/47",
                 *         "statusCode": 406,
                 *         "timestamp": "2026-03-01T09:35:00.000Z"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UForgeErrorJson"];
            };
        };
        /** @description Nobody says who is calling, or not credibly. */
        UForgeUnauthorized: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                /**
                 * @description A user's name and password are taken.
                 * @example Basic realm="UForge", charset="UTF-8"
                 */
                "WWW-Authenticate": string;
                [name: string]: unknown;
            };
            content: {
                "application/xml": components["schemas"]["UForgeError"];
                /**
                 * @example {
                 *       "uforgeError": {
                 *         "localizedErrorMsg": {
                 *           "message": "Log in with a user name and a password, or sign with an API key",
                 *           "messageId": "login.required"
                 *         },
                 *         "requestMethod": "GET",
                 *         "requestUri": "http://127.0.0.1:9292/api/users/john/appliances/21/images/47",
                 *         "statusCode": 401,
                 *         "timestamp": "2026-03-01T09:35:00.000Z"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UForgeErrorJson"];
            };
        };
        /** @description The caller may not do this, or not to what belongs to this user. */
        UForgeForbidden: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/xml": components["schemas"]["UForgeError"];
                /**
                 * @example {
                 *       "uforgeError": {
                 *         "localizedErrorMsg": {
                 *           "message": "What belongs to another user is not yours to see",
                 *           "messageId": "access.denied"
                 *         },
                 *         "requestMethod": "GET",
                 *         "requestUri": "http://127.0.0.1:9292/api/users/john/appliances/21/images/47",
                 *         "statusCode": 403,
                 *         "timestamp": "2026-03-01T09:35:00.000Z"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UForgeErrorJson"];
            };
        };
        /** @description The request is malformed, or asks for what cannot be. */
        UForgeBadRequest: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/xml": components["schemas"]["UForgeError"];
                /**
                 * @example {
                 *       "uforgeError": {
                 *         "localizedErrorMsg": {
                 *           "message": "The outermost element is not image",
                 *           "messageId": "body.root"
                 *         },
                 *         "requestMethod": "GET",
                 *         "requestUri": "http://127.0.0.1:9292/api/users/john/appliances/21/images/47",
                 *         "statusCode": 400,
                 *         "timestamp": "2026-03-01T09:35:00.000Z"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UForgeErrorJson"];
            };
        };
        /** @description The body is larger than any document needs. */
        UForgeContentTooLarge: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/xml": components["schemas"]["UForgeError"];
                /**
                 * @example {
                 *       "uforgeError": {
                 *         "localizedErrorMsg": {
                 *           "message": "The document has more than 65536 bytes",
                 *           "messageId": "body.size"
                 *         },
                 *         "requestMethod": "GET",
                 *         "requestUri": "http://127.0.0.1:9292/api/users/john/appliances/21/images/47",
                 *         "statusCode": 413,
                 *         "timestamp": "2026-03-01T09:35:00.000Z"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UForgeErrorJson"];
            };
        };
        /** @description The body is neither XML nor JSON. */
        UForgeUnsupportedMediaType: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/xml": components["schemas"]["UForgeError"];
                /**
                 * @example {
                 *       "uforgeError": {
                 *         "localizedErrorMsg": {
                 *           "message": "The body must be of type application/xml or application/json",
                 *           "messageId": "body.type"
                 *         },
                 *         "requestMethod": "GET",
                 *         "requestUri": "http://127.0.0.1:9292/api/users/john/appliances/21/images/47",
                 *         "statusCode": 415,
                 *         "timestamp": "2026-03-01T09:35:00.000Z"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UForgeErrorJson"];
            };
        };
        /** @description The request conflicts with the current state. */
        UForgeConflict: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/xml": components["schemas"]["UForgeError"];
                /**
                 * @example {
                 *       "uforgeError": {
                 *         "localizedErrorMsg": {
                 *           "message": "Machine image 47 is being generated: cancel it, or use force=true",
                 *           "messageId": "status.conflict"
                 *         },
                 *         "requestMethod": "GET",
                 *         "requestUri": "http://127.0.0.1:9292/api/users/john/appliances/21/images/47",
                 *         "statusCode": 409,
                 *         "timestamp": "2026-03-01T09:35:00.000Z"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UForgeErrorJson"];
            };
        };
        /** @description The file is that of the answer which the request names. */
        UForgeFileNotModified: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                /**
                 * @description A strong validator of the bytes, for `If-Range`.
                 * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                 */
                ETag?: string;
                /**
                 * @description When what is in the body last changed, as an HTTP date.
                 * @example Sun, 01 Mar 2026 09:35:00 GMT
                 */
                "Last-Modified"?: string;
                /**
                 * @description `private, no-store` where a key was used, which lets one reader through; `private, no-cache` otherwise.
                 * @example private, no-store
                 */
                "Cache-Control"?: string;
                /**
                 * @description The version of the platform, as `/api/status` has it.
                 * @example 3.8.13
                 */
                version?: string;
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The range is malformed, or lies outside the file. */
        UForgeRangeNotSatisfiable: {
            headers: {
                /**
                 * @description Names the request in logs: `req-` and a UUID.
                 * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                 */
                "X-Openstack-Request-Id"?: string;
                /**
                 * @description The size of the image, as `bytes *\/SIZE`, so that a client can correct its range.
                 * @example bytes *\/13287936
                 */
                "Content-Range"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/xml": components["schemas"]["UForgeError"];
                "application/json": components["schemas"]["UForgeErrorJson"];
            };
        };
    };
    parameters: {
        /** @description How many to return, an integer from 0; 25 when left out, and never more than 1000. */
        Limit: string;
        /** @description The id of the last one on the page before. Unknown ids are 400. */
        Marker: string;
        /** @description Keys in the order in which they count, each with an optional direction: `name:asc,size:desc`. The direction is `desc` when left out. Cannot be combined with `sort_key` and `sort_dir`. */
        Sort: string;
        /** @description A key to sort by; repeat it for more. `created_at` when left out. */
        SortKey: string[];
        /** @description `asc` or `desc`: one for all keys, or one for each. */
        SortDir: string[];
        /**
         * @description The id of an image. Any text is legal; an unknown one is 404.
         * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
         */
        ImageId: string;
        /**
         * @description A tag, percent-encoded as UTF-8, up to 255 characters. Upper and lower case differ. One with a slash cannot be named
         *     here, also not as `%2F` (404): it is changed together with the others, as `tags` of the image.
         * @example lts
         */
        Tag: string;
        /**
         * @description The id of a project. Any text is legal; one that the image is not shared with is 404.
         * @example 9c2e1a7d4b8f4c0e8a5d3f6b7c8d9e0f
         */
        MemberId: string;
        /**
         * @description The id of a link. Any text is legal; an unknown one is 404.
         * @example 0c5d8a8e-3a52-4a0f-9f0e-0d1f1c2b3a49
         */
        LinkId: string;
        /**
         * @description The secret of the link. It is never logged, nor repeated in a refusal.
         * @example e662d401bd7313b9db1fa9d50ce3b85f
         */
        LinkKey: string;
        /**
         * @description One range of bytes: `bytes=0-99`, `bytes=100-` or `bytes=-100`.
         * @example bytes=0-1048575
         */
        Range: string;
        /**
         * @description The `ETag` of an earlier answer. When it no longer fits, the whole file is returned instead of the range.
         * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
         */
        IfRange: string;
        /**
         * @description The id of a task. Any text is legal; an unknown one is 404.
         * @example 3d9a1f52-0c7b-4e6f-8a21-5b4c3d2e1f00
         */
        TaskId: string;
        /** @description `name`, `status`, `container_format`, `disk_format`, `size`, `id`, `created_at` (when left out) or `updated_at`. */
        OneSortKey: string;
        /** @description `asc`, or `desc` when left out. */
        OneSortDir: string;
        /** @description Exactly this name. */
        ExactName: string;
        /** @description Exactly this status. */
        ExactStatus: string;
        /** @description Exactly this container format. */
        ExactContainerFormat: string;
        /** @description Exactly this disk format. */
        ExactDiskFormat: string;
        /** @description Exactly this much memory, in MiB. */
        ExactMinRam: string;
        /** @description Exactly this much disk, in GiB. */
        ExactMinDisk: string;
        /** @description A custom property, which the image must have with exactly this value: `property-architecture=x86_64`. */
        ExactProperty: string;
        /** @description At least this many bytes, an integer from 0. */
        SizeMin: string;
        /** @description At most this many bytes, an integer from 0. An image without data has none, and meets this. */
        SizeMax: string;
        /**
         * @description Counts for administrators only: `True` (when left out) for what any member of their project is listed, `False` for all
         *     that is not public, `None` for everything. `1` and `0` are true and false, case does not count, and other values are 400
         *     for everyone.
         */
        IsPublic: string;
        /** @description `True`, `False`, or `None` for both; also `1` and `0`, in either case. */
        IsProtected: string;
        /** @description `True` for deleted images only, anything else for none of them. Counts for administrators only. */
        IsDeleted: string;
        /** @description An ISO 8601 time: only what changed then or later, deleted images included unless `deleted` says otherwise. */
        ChangesSince: string;
        /**
         * @description The id of a new image, a UUID; the server chooses when it is left out. In an update it must be what it is.
         * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
         */
        ImageMetaId: string;
        /**
         * @description A name for people, up to 255 characters of UTF-8. Several images may have the same.
         * @example debian-13
         */
        ImageMetaName: string;
        /**
         * @description How the bytes of the disk are laid out. Needed before there is data.
         * @example qcow2
         */
        ImageMetaDiskFormat: string;
        /**
         * @description What the disk is wrapped in; `bare` for nothing. Needed before there is data.
         * @example bare
         */
        ImageMetaContainerFormat: string;
        /**
         * @description Number of bytes of the data, an integer from 0. It has to be right, wherever the data comes from. Without data, `0` makes a
         *     new image `active` and empty, and any other number means nothing.
         * @example 13287936
         */
        ImageMetaSize: string;
        /**
         * @description MD5 of the data, 32 hexadecimal digits. It has to be right, wherever the data comes from, or the image is `killed`; an
         *     image without bytes can have none but theirs. A server set up not to read data elsewhere (`do_secure_hash`) believes it of
         *     a location. Without data it means nothing.
         * @example b3a1e2fb5d4c1f0a9e8d7c6b5a493827
         */
        ImageMetaChecksum: string;
        /**
         * @description Whether the image is for everyone; false when left out of a new image. True makes its visibility `public`. False makes
         *     that of a new or a public image `shared`, and leaves any other as it is.
         * @example False
         */
        ImageMetaIsPublic: string;
        /**
         * @description Whether the image is safe from deletion; false when left out of a new image.
         * @example False
         */
        ImageMetaProtected: string;
        /**
         * @description Memory that a server needs to boot this image, in MiB, from 0 to 2147483647.
         * @example 512
         */
        ImageMetaMinRam: string;
        /**
         * @description Disk that a server needs to boot this image, in GiB, from 0 to 2147483647.
         * @example 4
         */
        ImageMetaMinDisk: string;
        /**
         * @description The project that owns the image. Counts for administrators only; for others it is the caller's project whatever they say.
         * @example 5ef70662f8b34079a6eddb8da9d75fe8
         */
        ImageMetaOwner: string;
        /**
         * @description The store to put the data in; the default one when left out. Data at a location goes into none.
         * @example archive
         */
        ImageMetaStore: string;
        /**
         * @description A custom property: `x-image-meta-property-kernel_id` is that called `kernel_id`. Names are lower case, and `-` counts as
         *     `_`. The value is UTF-8; an empty one is null.
         * @example x86_64
         */
        ImageMetaProperty: string;
        /**
         * @description The URL where the data lies and stays, `http` or `https`. Its server is asked for the size, for 10 seconds at most. The image
         *     is `active` at once; with `x-image-meta-checksum` it is `saving` until that was found right. Besides this, neither a body, a
         *     store nor `x-glance-api-copy-from` can be given.
         * @example https://images.example/debian-13.qcow2
         */
        ImageMetaLocation: string;
        /**
         * @description The URL to fetch the data from, `http` or `https`. Its server is asked for the size first, for 10 seconds at most. The image
         *     is `queued` until fetching begins in the background, which also needs both formats. Besides this, neither a body nor
         *     `x-image-meta-location` can be given.
         * @example https://images.example/debian-13.qcow2
         */
        CopyFrom: string;
        /**
         * @description Only the server sets it: ignored of a new image, and in an update it must be what it is.
         * @example queued
         */
        ImageMetaStatus: string;
        /**
         * @description Ignored, if it is an ISO 8601 time from 1900.
         * @example 2026-03-01T09:30:00
         */
        ImageMetaCreatedAt: string;
        /**
         * @description Ignored, if it is an ISO 8601 time from 1900.
         * @example 2026-03-01T09:31:12
         */
        ImageMetaUpdatedAt: string;
        /**
         * @description Ignored, if it is an ISO 8601 time from 1900.
         * @example 2026-03-01T09:40:00
         */
        ImageMetaDeletedAt: string;
        /**
         * @description Ignored.
         * @example False
         */
        ImageMetaDeleted: string;
        /**
         * @description Ignored: the server finds it out.
         * @example 117440512
         */
        ImageMetaVirtualSize: string;
        /** @description Ignored. Old servers named the address of an image so. */
        ImageMetaUri: string;
        /**
         * @deprecated
         * @description Ignored, although some texts have it for `x-glance-api-copy-from`.
         */
        ImageMetaCopyFrom: string;
        /** @description The token that the operation is about, which may be the caller's own. */
        SubjectToken: string;
        /** @description Leaves the service catalogue out, whatever the value. */
        NoCatalog: string;
        /** @description Only what belongs to this domain. */
        InDomain: string;
        /**
         * @description The id of a project. Any text is legal; an unknown one is 404, and clients try names this way.
         * @example 5ef70662f8b34079a6eddb8da9d75fe8
         */
        ProjectId: string;
        /**
         * @description The id of a user. Any text is legal; an unknown one is 404, and clients try names this way.
         * @example 5ef70662f8b34079a6eddb8da9d75fe8
         */
        UserId: string;
        /**
         * @description The id of a domain. Any text is legal; an unknown one is 404, and clients try names this way.
         * @example default
         */
        DomainId: string;
        /**
         * @description The `ETag` of an earlier answer, or several. When one fits, there is nothing new: 304.
         * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
         */
        IfNoneMatch: string;
        /**
         * @description The login name of a user.
         * @example john
         */
        UForgeUid: string;
        /**
         * @description `Last-Modified` of an earlier answer. When nothing changed since, 304. Does not count beside `If-None-Match`.
         * @example Sun, 01 Mar 2026 09:35:00 GMT
         */
        IfModifiedSince: string;
        /**
         * @description Only machine images with these ids; several are repeated, or separated by commas.
         * @example [
         *       "47",
         *       "48"
         *     ]
         */
        UForgeImg: string[];
        /**
         * @description The `dbId` of a pair of API keys. Any text is legal; an unknown one is 404.
         * @example 3
         */
        UForgeAkid: string;
        /**
         * @description Only items for which this holds, in FIQL: `name=='web*';version=='1.0'`. `==`, `!=`, `=lt=`, `=le=`, `=gt=` and `=ge=`
         *     compare a member that has one value; `;` is and, `,` is or, and there are brackets. `*` stands for any text in a
         *     value.
         * @example name=='web*'
         */
        UForgeQuery: string;
        /**
         * @description The member to order by, one that has one value; `dbId` when left out.
         * @example created
         */
        UForgeOrderBy: string;
        /**
         * @description Whether the last comes first: `true` or `false`, in any case; false when left out.
         * @example True
         */
        UForgeDescending: string;
        /**
         * @description How many to return, an integer from 0; all when left out. `total` counts what matches in any case.
         * @example 10
         */
        UForgeCount: string;
        /**
         * @description How many to pass over, an integer from 0.
         * @example 20
         */
        UForgeOffset: string;
        /**
         * @description The `dbId` of an appliance. Any text is legal; an unknown one is 404.
         * @example 21
         */
        UForgeAid: string;
        /**
         * @description Whether what is being generated is cancelled first: `true` or `false`, in any case; false when left out.
         * @example True
         */
        UForgeForce: string;
        /**
         * @description The `dbId` of a machine image. Any text is legal; an unknown one is 404.
         * @example 47
         */
        UForgeItid: string;
        /**
         * @description `downloadKey` of the machine image, in place of credentials. A secret: it is never logged, nor repeated in a refusal.
         * @example e662d401bd7313b9db1fa9d50ce3b85f
         */
        DownloadId: string;
        /**
         * @description `fileName` of the machine image.
         * @example web_1.0rev1_qcow2.tar.gz
         */
        UForgeFileName: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description Names the request in logs: `req-` and a UUID.
         * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
         */
        RequestId: string;
        /**
         * @description Seconds to wait before trying again, when the server can tell.
         * @example 5
         */
        RetryAfter: number;
        /**
         * @description Where tokens come from.
         * @example Keystone uri="http://identity.example/v3"
         */
        WwwAuthenticate: string;
        /**
         * @description The absolute URL of the new image.
         * @example http://127.0.0.1:9292/v2/images/6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
         */
        Location: string;
        /**
         * @description The enabled import methods, separated by commas without spaces. Absent when there are none.
         * @example glance-direct,web-download
         */
        ImportMethods: string;
        /**
         * @description The stores that can take the data, separated by commas without spaces. Absent when there is only one.
         * @example fast,archive
         */
        StoreIds: string;
        /**
         * @description The media types a patch may have.
         * @example application/openstack-images-v2.0-json-patch, application/openstack-images-v2.1-json-patch
         */
        AcceptPatch: string;
        /**
         * @description Number of bytes in this body.
         * @example 13287936
         */
        ContentLength: number;
        /**
         * @description MD5 of the whole image, as 32 lower-case hexadecimal digits. A partial answer carries it too, and it is then still the
         *     digest of the whole image. Absent when the image has no `checksum`.
         * @example b3a1e2fb5d4c1f0a9e8d7c6b5a493827
         */
        ContentMd5: string;
        /**
         * @description Always `bytes`.
         * @example bytes
         */
        AcceptRanges: string;
        /**
         * @description A strong validator of the bytes, for `If-Range`.
         * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
         */
        ETag: string;
        /**
         * @description Always `nosniff`, so that no browser takes image data for a page.
         * @example nosniff
         */
        ContentTypeOptions: string;
        /**
         * @description Which bytes these are, and the size of the whole image.
         * @example bytes 0-1048575/13287936
         */
        ContentRange: string;
        /**
         * @description The size of the image, as `bytes *\/SIZE`, so that a client can correct its range.
         * @example bytes *\/13287936
         */
        UnsatisfiedRange: string;
        /**
         * @description Always `no-store`; what this answer holds is a secret.
         * @example no-store
         */
        CacheControl: string;
        /**
         * @description That it is to be kept as a file, and under which name.
         * @example attachment; filename="web_1.0rev1_qcow2.tar.gz"
         */
        ContentDisposition: string;
        /**
         * @description `private, no-store` where a key was used, which lets one reader through; `private, no-cache` otherwise.
         * @example private, no-store
         */
        DownloadCacheControl: string;
        /**
         * @description The absolute URL of the new task.
         * @example http://127.0.0.1:9292/v2/tasks/3d9a1f52-0c7b-4e6f-8a21-5b4c3d2e1f00
         */
        TaskLocation: string;
        /**
         * @description The methods this path serves, separated by comma and space.
         * @example GET, POST
         */
        Allow: string;
        /**
         * @description The path of the new image. Unlike that of version 2, not a whole URL.
         * @example /v1/images/6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
         */
        ImagePath: string;
        /**
         * @description The checksum of the data, without quotes. Absent while it is not known. No request is conditional on it.
         * @example b3a1e2fb5d4c1f0a9e8d7c6b5a493827
         */
        ChecksumETag: string;
        /**
         * @description Identifies the image for good.
         * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
         */
        ImageMetaId: components["schemas"]["Uuid"];
        /**
         * @description A name for people, as UTF-8.
         * @example debian-13
         */
        ImageMetaName: string;
        /**
         * @description Number of bytes of the data; 0 while there is none.
         * @example 13287936
         */
        ImageMetaSize: number;
        /**
         * @description Where the image is in its life.
         * @example active
         */
        ImageMetaStatus: components["schemas"]["ImageStatusV1"];
        /**
         * @description How the bytes of the disk are laid out. Absent until it is known.
         * @example qcow2
         */
        ImageMetaDiskFormat: string;
        /**
         * @description What the disk is wrapped in; `bare` for nothing. Absent until it is known.
         * @example bare
         */
        ImageMetaContainerFormat: string;
        /**
         * @description Whether the visibility of the image is `public`.
         * @example False
         */
        ImageMetaIsPublic: components["schemas"]["BooleanV1"];
        /**
         * @description Whether the image is safe from deletion.
         * @example False
         */
        ImageMetaProtected: components["schemas"]["BooleanV1"];
        /**
         * @description Whether the image is gone, and only said to have been.
         * @example False
         */
        ImageMetaDeleted: components["schemas"]["BooleanV1"];
        /**
         * @description Disk that a server needs to boot this image, in GiB.
         * @example 4
         */
        ImageMetaMinDisk: number;
        /**
         * @description Memory that a server needs to boot this image, in MiB.
         * @example 512
         */
        ImageMetaMinRam: number;
        /**
         * @description The project that owns the image.
         * @example 5ef70662f8b34079a6eddb8da9d75fe8
         */
        ImageMetaOwner: string;
        /**
         * @description MD5 of the data, as lower-case hexadecimal digits. Absent while it is not known.
         * @example b3a1e2fb5d4c1f0a9e8d7c6b5a493827
         */
        ImageMetaChecksum: string;
        /**
         * @description When the record was made, in UTC.
         * @example 2026-03-01T09:30:00.000000
         */
        ImageMetaCreatedAt: components["schemas"]["TimeV1"];
        /**
         * @description When the record last changed, in UTC.
         * @example 2026-03-01T09:31:12.000000
         */
        ImageMetaUpdatedAt: components["schemas"]["TimeV1"];
        /**
         * @description When the image was deleted, in UTC. Absent while it is there.
         * @example 2026-03-01T09:40:00.000000
         */
        ImageMetaDeletedAt: components["schemas"]["TimeV1"];
        /**
         * @description Number of bytes of the disk that a guest sees. Absent when it is not known.
         * @example 117440512
         */
        ImageMetaVirtualSize: number;
        /**
         * @description A custom property, as UTF-8: `x-image-meta-property-kernel_id` is that called `kernel_id`. Null ones are absent.
         * @example x86_64
         */
        ImageMetaProperty: string;
        /**
         * @description Another token gets another answer. Names `X-Auth-Token`, and what else the answer depends on.
         * @example X-Auth-Token
         */
        VaryByToken: string;
        /** @description The token that the body describes. */
        SubjectToken: string;
        /**
         * @description A strong validator of the document, the same for XML and JSON; of one object, its `digest` in quotes.
         * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
         */
        DocumentETag: string;
        /**
         * @description The language of messages. Always `en`.
         * @example en
         */
        ContentLanguage: string;
        /**
         * @description `private, no-cache`: what is for one user is asked for again each time, under its `ETag`. `private, no-store` where it
         *     holds secret keys.
         * @example private, no-cache
         */
        DocumentCacheControl: string;
        /**
         * @description The version of the platform, as `/api/status` has it.
         * @example 3.8.13
         */
        PlatformVersion: string;
        /**
         * @description The body is XML or JSON, by what the client accepts.
         * @example Accept
         */
        VaryByAccept: string;
        /**
         * @description When what is in the body last changed, as an HTTP date.
         * @example Sun, 01 Mar 2026 09:35:00 GMT
         */
        LastModified: string;
        /**
         * @description A user's name and password are taken.
         * @example Basic realm="UForge", charset="UTF-8"
         */
        BasicChallenge: string;
        /**
         * @description The absolute URL of what was made.
         * @example http://127.0.0.1:9292/api/users/john/appliances/21/images/47
         */
        ObjectLocation: string;
    };
    pathItems: never;
}
export interface operations {
    listVersionsRoot: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The versions. */
            300: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionList"];
                };
            };
        };
    };
    listVersions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The versions. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionList"];
                };
            };
        };
    };
    showHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The server is well. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /** @example OK */
                    "text/plain": string;
                };
            };
            /** @description The server is shutting down. */
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listImages: {
        parameters: {
            query?: {
                /** @description How many to return, an integer from 0; 25 when left out, and never more than 1000. */
                limit?: components["parameters"]["Limit"];
                /** @description The id of the last one on the page before. Unknown ids are 400. */
                marker?: components["parameters"]["Marker"];
                /** @description Keys in the order in which they count, each with an optional direction: `name:asc,size:desc`. The direction is `desc` when left out. Cannot be combined with `sort_key` and `sort_dir`. */
                sort?: components["parameters"]["Sort"];
                /** @description A key to sort by; repeat it for more. `created_at` when left out. */
                sort_key?: components["parameters"]["SortKey"];
                /** @description `asc` or `desc`: one for all keys, or one for each. */
                sort_dir?: components["parameters"]["SortDir"];
                /** @description `public`, `private`, `shared`, `community` or `all`. Community images of others appear only under `community` and `all`. */
                visibility?: string;
                /** @description Which of the images shared with the project: `accepted` (when left out), `pending`, `rejected` or `all`. */
                member_status?: string;
                /** @description A project id. */
                owner?: string;
                /** @description `true` for hidden images, `false` (when left out) for the others; in either case. */
                os_hidden?: string;
                /** @description `true` or `false`, in lower case. */
                protected?: string;
                /** @description A tag the image must have; repeat it for more. Case counts. */
                tag?: string[];
                /** @description A name, or several as `in:a,b`. One that has a comma goes into double quotes. */
                name?: string;
                /** @description An id, or several as `in:a,b`. */
                id?: string;
                /** @description A status, or several as `in:a,b`. Images that are `killed` or `deleted` are never listed. */
                status?: string;
                /** @description A container format, or several as `in:a,b`. */
                container_format?: string;
                /** @description A disk format, or several as `in:a,b`. */
                disk_format?: string;
                /** @description An ISO 8601 time, optionally after `gt:`, `gte:`, `eq:`, `neq:`, `lt:` or `lte:`. Without an operator the time must be equal. */
                created_at?: string;
                /** @description An ISO 8601 time, with the operators of `created_at`. */
                updated_at?: string;
                /** @description Exactly this many bytes. */
                size?: string;
                /** @description At least this many bytes, an integer. */
                size_min?: string;
                /** @description At most this many bytes, an integer. */
                size_max?: string;
                /** @description Exactly this many bytes for the guest. */
                virtual_size?: string;
                /** @description Exactly this much memory, in MiB. */
                min_ram?: string;
                /** @description Exactly this much disk, in GiB. */
                min_disk?: string;
                /** @description An MD5 digest, in lower-case hexadecimal digits. */
                checksum?: string;
                /** @description The name of a hash algorithm. */
                os_hash_algo?: string;
                /** @description A digest, in lower-case hexadecimal digits. */
                os_hash_value?: string;
                /**
                 * @deprecated
                 * @description Of an older API; always 400. Use `updated_at`.
                 */
                "changes-since"?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of images. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageList"];
                };
            };
            /**
             * @description `limit` is not an integer from 0; `marker` is unknown; a sort key or direction is unknown, the counts of keys and
             *     directions differ, or both ways of sorting are used; a filter has a value or an operator that it does not know;
             *     there are more than 64 filters; `changes-since` is given.
             */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Policy does not let the caller list images. */
            403: components["responses"]["Forbidden"];
        };
    };
    createImage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImageCreate"];
            };
        };
        responses: {
            /** @description The record exists; its status is `queued`. */
            201: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description The absolute URL of the new image.
                     * @example http://127.0.0.1:9292/v2/images/6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                     */
                    Location: string;
                    /**
                     * @description The enabled import methods, separated by commas without spaces. Absent when there are none.
                     * @example glance-direct,web-download
                     */
                    "OpenStack-image-import-methods"?: string;
                    /**
                     * @description The stores that can take the data, separated by commas without spaces. Absent when there is only one.
                     * @example fast,archive
                     */
                    "OpenStack-image-store-ids"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Image"];
                };
            };
            /**
             * @description There is no body, it is not a JSON object, or it breaks the schema: a wrong type, a format or visibility that does
             *     not exist, text that is too long, a custom property that is not a string, an id that is not a UUID.
             */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /**
             * @description A property is set that only the server sets, or whose name is reserved; or policy does not let the caller create
             *     images, create them for another project, or make them public.
             */
            403: components["responses"]["Forbidden"];
            /** @description The id is in use or was once, even by a deleted image or by one the caller cannot see. */
            409: components["responses"]["Conflict"];
            /** @description There are too many properties or tags, or the project has too many images. */
            413: components["responses"]["ContentTooLarge"];
        };
    };
    showImage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The image. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Image"];
                };
            };
            /** @description The request has a body. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Policy does not let the caller show images. */
            403: components["responses"]["Forbidden"];
            /** @description There is no such image, it was deleted, or the caller may not see it. */
            404: components["responses"]["NotFound"];
        };
    };
    deleteImage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The image is gone. */
            204: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request has a body. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Policy does not let the caller delete this image, or the image is protected. */
            403: components["responses"]["Forbidden"];
            /** @description There is no such image, it was deleted already, or the caller may not see it. */
            404: components["responses"]["NotFound"];
            /** @description The store says that the data is in use. The image stays. */
            409: components["responses"]["Conflict"];
        };
    };
    updateImage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/openstack-images-v2.1-json-patch": components["schemas"]["ImagePatch"];
                "application/openstack-images-v2.0-json-patch": components["schemas"]["ImagePatchV20"];
            };
        };
        responses: {
            /** @description The image as it is now. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Image"];
                };
            };
            /**
             * @description There is no body, it is not an array of objects, an item has no known verb, no legal path or no value, a value
             *     breaks the schema, or a location is bad.
             */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /**
             * @description A property is only the server's to set, is reserved, or cannot be removed; a format is changed after data arrived;
             *     `locations` is changed though hidden, or emptied; or policy does not let the caller change this image, its owner,
             *     or its visibility to this.
             */
            403: components["responses"]["Forbidden"];
            /** @description There is no such image, it was deleted, or the caller may not see it. */
            404: components["responses"]["NotFound"];
            /**
             * @description A property that is replaced or removed does not exist; one that is added in the v2.0 dialect does; or the status
             *     or the digests of the image do not allow this change of locations.
             */
            409: components["responses"]["Conflict"];
            /** @description The image would have too many properties, tags or locations. */
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedPatchType"];
        };
    };
    downloadImageData: {
        parameters: {
            query?: {
                /**
                 * @description Stores to read from first, separated by commas.
                 * @example fast,archive
                 */
                prefer?: string;
            };
            header?: {
                /**
                 * @description One range of bytes: `bytes=0-99`, `bytes=100-` or `bytes=-100`. An end beyond the image means its last byte. Other
                 *     than RFC 9110 allows, a malformed range is not ignored but 416.
                 * @example bytes=0-1048575
                 */
                Range?: string;
                /**
                 * @deprecated
                 * @description One range of bytes, as `bytes 0-99/*` or with any total. Deprecated, and ignored beside `Range`.
                 * @example bytes 0-1048575/*
                 */
                "Content-Range"?: string;
                /**
                 * @description The `ETag` of an earlier answer. When it no longer fits, the whole image is returned instead of the range.
                 * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                 */
                "If-Range"?: string;
            };
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole image. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description Number of bytes in this body.
                     * @example 13287936
                     */
                    "Content-Length": number;
                    /**
                     * @description MD5 of the whole image, as 32 lower-case hexadecimal digits. A partial answer carries it too, and it is then still the
                     *     digest of the whole image. Absent when the image has no `checksum`.
                     * @example b3a1e2fb5d4c1f0a9e8d7c6b5a493827
                     */
                    "Content-MD5"?: string;
                    /**
                     * @description Always `bytes`.
                     * @example bytes
                     */
                    "Accept-Ranges"?: string;
                    /**
                     * @description A strong validator of the bytes, for `If-Range`.
                     * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                     */
                    ETag?: string;
                    /**
                     * @description Always `nosniff`, so that no browser takes image data for a page.
                     * @example nosniff
                     */
                    "X-Content-Type-Options"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /** @description The image exists and has no data yet. */
            204: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The range that was asked for. `Content-MD5` is still that of the whole image. */
            206: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description Number of bytes in this body.
                     * @example 13287936
                     */
                    "Content-Length": number;
                    /**
                     * @description Which bytes these are, and the size of the whole image.
                     * @example bytes 0-1048575/13287936
                     */
                    "Content-Range": string;
                    /**
                     * @description MD5 of the whole image, as 32 lower-case hexadecimal digits. A partial answer carries it too, and it is then still the
                     *     digest of the whole image. Absent when the image has no `checksum`.
                     * @example b3a1e2fb5d4c1f0a9e8d7c6b5a493827
                     */
                    "Content-MD5"?: string;
                    /**
                     * @description Always `bytes`.
                     * @example bytes
                     */
                    "Accept-Ranges"?: string;
                    /**
                     * @description A strong validator of the bytes, for `If-Range`.
                     * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                     */
                    ETag?: string;
                    /**
                     * @description Always `nosniff`, so that no browser takes image data for a page.
                     * @example nosniff
                     */
                    "X-Content-Type-Options"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /**
             * @description The request has a body, asks for several ranges, prefers a store that does not exist (or any, when there is only
             *     one), or the store cannot read from the middle.
             */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Policy does not let the caller download, or the image is deactivated. */
            403: components["responses"]["Forbidden"];
            /** @description There is no such image, it was deleted, or the caller may not see it. */
            404: components["responses"]["NotFound"];
            /** @description The range is malformed or begins beyond the image, or the image is empty. */
            416: components["responses"]["RangeNotSatisfiable"];
            500: components["responses"]["DataLost"];
            /** @description The store cannot be reached. */
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    uploadImageData: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The number of bytes to come, for chunked uploads. Other than that many are refused.
                 * @example 13287936
                 */
                "x-openstack-image-size"?: string;
                /**
                 * @description The store to put the data in; the default one when left out. Ignored when there is only one store.
                 * @example archive
                 */
                "x-image-meta-store"?: string;
            };
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        /** @description The bytes, as they shall be stored. */
        requestBody: {
            content: {
                "application/octet-stream": unknown;
            };
        };
        responses: {
            /** @description The data is stored; the image is `active`. */
            204: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description The image has no disk format or no container format; the declared size is not a number, or not the number of bytes
             *     that came; the store is unknown; or the signature in the image's properties does not fit the data.
             */
            400: components["responses"]["BadRequest"];
            /** @description There is no token or not a valid one, or it ran out while bytes were arriving. */
            401: components["responses"]["Unauthorized"];
            /** @description Policy or the store does not let the caller upload. */
            403: components["responses"]["Forbidden"];
            /** @description There is no such image, it was deleted, or the caller may not see it. */
            404: components["responses"]["NotFound"];
            /** @description No bytes arrived for too long. */
            408: components["responses"]["RequestTimeout"];
            /** @description The image is not `queued`, because it has data or because another upload or import is running. */
            409: components["responses"]["Conflict"];
            /** @description The image was deleted while bytes were arriving, or the store takes no new data. */
            410: components["responses"]["Gone"];
            /** @description The data is larger than one image may be, than the project's quota leaves, or than the store has room for. */
            413: components["responses"]["ContentTooLarge"];
            /**
             * @description The body is not typed `application/octet-stream`. Or, in a container format of `bare`, the data is not in the image's
             *     disk format, is several formats at once, or is not safe to open: it refers to other files, for instance.
             */
            415: components["responses"]["UnsupportedMediaType"];
            500: components["responses"]["InternalServerError"];
            /** @description The store cannot be written to. */
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listImageLocations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The locations, in their order; none while there is no data. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageLocationList"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description Policy does not let the caller list locations. */
            403: components["responses"]["Forbidden"];
            /** @description There is no such image, it was deleted, or the caller may not see it. */
            404: components["responses"]["NotFound"];
        };
    };
    addImageLocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImageLocationCreate"];
            };
        };
        responses: {
            /** @description The task has begun. */
            202: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description There is no body, it breaks the schema, or the hash does not have the form of its algorithm; the formats of the
             *     image are not set; or the URL is one that this server never reads.
             */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /**
             * @description Policy does not let the caller add a location; or the caller is no service, and the URL is not http(s) or this
             *     server reads no such URLs.
             */
            403: components["responses"]["Forbidden"];
            /** @description There is no such image, it was deleted, or the caller may not see it. */
            404: components["responses"]["NotFound"];
            /** @description The image is not `queued`, be it that another location is being added. This is decided before policy. */
            409: components["responses"]["Conflict"];
        };
    };
    deactivateImage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The image is `deactivated`. */
            204: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request has a body. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description The image is neither `active` nor `deactivated`, or policy does not let the caller deactivate it. */
            403: components["responses"]["Forbidden"];
            /** @description There is no such image, it was deleted, or the caller may not see it. */
            404: components["responses"]["NotFound"];
        };
    };
    reactivateImage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The image is `active`. */
            204: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request has a body. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description The image is neither `deactivated` nor `active`, or policy does not let the caller reactivate it. */
            403: components["responses"]["Forbidden"];
            /** @description There is no such image, it was deleted, or the caller may not see it. */
            404: components["responses"]["NotFound"];
        };
    };
    addTag: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
                /**
                 * @description A tag, percent-encoded as UTF-8, up to 255 characters. Upper and lower case differ. One with a slash cannot be named
                 *     here, also not as `%2F` (404): it is changed together with the others, as `tags` of the image.
                 * @example lts
                 */
                tag: components["parameters"]["Tag"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The image has the tag. */
            204: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The tag is longer than 255 characters, or the request has a body. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Policy does not let the caller change the image. */
            403: components["responses"]["Forbidden"];
            /** @description There is no such image, it was deleted, or the caller may not see it. */
            404: components["responses"]["NotFound"];
            /** @description The image would have too many tags. */
            413: components["responses"]["ContentTooLarge"];
        };
    };
    deleteTag: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
                /**
                 * @description A tag, percent-encoded as UTF-8, up to 255 characters. Upper and lower case differ. One with a slash cannot be named
                 *     here, also not as `%2F` (404): it is changed together with the others, as `tags` of the image.
                 * @example lts
                 */
                tag: components["parameters"]["Tag"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The image does not have the tag any more. */
            204: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request has a body. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Policy does not let the caller change the image. */
            403: components["responses"]["Forbidden"];
            /** @description There is no such image, the caller may not see it, or it does not have this tag. */
            404: components["responses"]["NotFound"];
        };
    };
    listImageTasks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tasks, newest first; perhaps none. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageTaskList"];
                };
            };
            /** @description The request has a body. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description There is no such image, it was deleted, or the caller may not see it. */
            404: components["responses"]["NotFound"];
        };
    };
    listMembers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The members. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberList"];
                };
            };
            /** @description The request has a body. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description The image is not `shared`, or policy does not let the caller list its members. */
            403: components["responses"]["Forbidden"];
            /** @description There is no such image, it was deleted, or the caller may not see it. */
            404: components["responses"]["NotFound"];
        };
    };
    addMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberCreate"];
            };
        };
        responses: {
            /** @description The member, which is `pending`. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description There is no body, it is no object, or it does not name a project. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description The image is not `shared`, or policy does not let the caller share it. */
            403: components["responses"]["Forbidden"];
            /** @description There is no such image, it was deleted, or the caller may not see it. */
            404: components["responses"]["NotFound"];
            /** @description The project is a member already. */
            409: components["responses"]["Conflict"];
            /** @description The image would have too many members. */
            413: components["responses"]["ContentTooLarge"];
        };
    };
    showMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
                /**
                 * @description The id of a project. Any text is legal; one that the image is not shared with is 404.
                 * @example 9c2e1a7d4b8f4c0e8a5d3f6b7c8d9e0f
                 */
                member_id: components["parameters"]["MemberId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The member. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description The request has a body. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Policy does not let the caller show members. */
            403: components["responses"]["Forbidden"];
            /**
             * @description There is no such image, the caller may not see it, it is not `shared`, it is not shared with this project, or the
             *     caller may not know that it is.
             */
            404: components["responses"]["NotFound"];
        };
    };
    updateMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
                /**
                 * @description The id of a project. Any text is legal; one that the image is not shared with is 404.
                 * @example 9c2e1a7d4b8f4c0e8a5d3f6b7c8d9e0f
                 */
                member_id: components["parameters"]["MemberId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberUpdate"];
            };
        };
        responses: {
            /** @description The member as it is now. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description There is no body, it is no object, or its status is missing or none of the three. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /**
             * @description The image is not `shared`, or policy does not let the caller answer for this member: the project that owns the
             *     image may not.
             */
            403: components["responses"]["Forbidden"];
            /**
             * @description There is no such image, the caller may not see it, it is not shared with this project, or the caller may not know
             *     that it is.
             */
            404: components["responses"]["NotFound"];
        };
    };
    removeMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
                /**
                 * @description The id of a project. Any text is legal; one that the image is not shared with is 404.
                 * @example 9c2e1a7d4b8f4c0e8a5d3f6b7c8d9e0f
                 */
                member_id: components["parameters"]["MemberId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The project is no member any more. */
            204: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request has a body. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description The image is not `shared`, or policy does not let the caller remove members, itself included. */
            403: components["responses"]["Forbidden"];
            /**
             * @description There is no such image, the caller may not see it, it is not shared with this project, or the caller may not know
             *     that it is.
             */
            404: components["responses"]["NotFound"];
        };
    };
    listImageLinks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The links. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageLinkList"];
                };
            };
            /** @description The request has a body. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description There is no such image, it was deleted, or the caller may not see it. */
            404: components["responses"]["NotFound"];
        };
    };
    createImageLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ImageLinkCreate"];
            };
        };
        responses: {
            /** @description The link. */
            201: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description Always `no-store`; what this answer holds is a secret.
                     * @example no-store
                     */
                    "Cache-Control"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageLink"];
                };
            };
            /** @description The body breaks the schema, or the link would last longer than the operator allows. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Policy does not let the caller download the image. */
            403: components["responses"]["Forbidden"];
            /** @description There is no such image, it was deleted, or the caller may not see it. */
            404: components["responses"]["NotFound"];
            /** @description The image is not `active`. */
            409: components["responses"]["Conflict"];
            /** @description The caller has too many links to the image that were not used. */
            413: components["responses"]["ContentTooLarge"];
        };
    };
    deleteImageLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
                /**
                 * @description The id of a link. Any text is legal; an unknown one is 404.
                 * @example 0c5d8a8e-3a52-4a0f-9f0e-0d1f1c2b3a49
                 */
                link_id: components["parameters"]["LinkId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The link is deleted. */
            204: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request has a body. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description There is no such image, it was deleted, or the caller may not see it; or the image has no such link, or only one of somebody else's. */
            404: components["responses"]["NotFound"];
        };
    };
    downloadLinkedImageData: {
        parameters: {
            query?: {
                /**
                 * @description The secret of the link. It is never logged, nor repeated in a refusal.
                 * @example e662d401bd7313b9db1fa9d50ce3b85f
                 */
                key?: components["parameters"]["LinkKey"];
            };
            header?: {
                /**
                 * @description One range of bytes: `bytes=0-99`, `bytes=100-` or `bytes=-100`.
                 * @example bytes=0-1048575
                 */
                Range?: components["parameters"]["Range"];
                /**
                 * @description The `ETag` of an earlier answer. When it no longer fits, the whole file is returned instead of the range.
                 * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                 */
                "If-Range"?: components["parameters"]["IfRange"];
            };
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
                /**
                 * @description The id of a link. Any text is legal; an unknown one is 404.
                 * @example 0c5d8a8e-3a52-4a0f-9f0e-0d1f1c2b3a49
                 */
                link_id: components["parameters"]["LinkId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole image. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description Number of bytes in this body.
                     * @example 13287936
                     */
                    "Content-Length": number;
                    /**
                     * @description MD5 of the whole image, as 32 lower-case hexadecimal digits. A partial answer carries it too, and it is then still the
                     *     digest of the whole image. Absent when the image has no `checksum`.
                     * @example b3a1e2fb5d4c1f0a9e8d7c6b5a493827
                     */
                    "Content-MD5"?: string;
                    /**
                     * @description Always `bytes`.
                     * @example bytes
                     */
                    "Accept-Ranges"?: string;
                    /**
                     * @description A strong validator of the bytes, for `If-Range`.
                     * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                     */
                    ETag?: string;
                    /**
                     * @description That it is to be kept as a file, and under which name.
                     * @example attachment; filename="web_1.0rev1_qcow2.tar.gz"
                     */
                    "Content-Disposition"?: string;
                    /**
                     * @description `private, no-store` where a key was used, which lets one reader through; `private, no-cache` otherwise.
                     * @example private, no-store
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description Always `nosniff`, so that no browser takes image data for a page.
                     * @example nosniff
                     */
                    "X-Content-Type-Options"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /** @description The rest of a delivery that broke, or lost its tail. `Content-MD5` is that of the whole image. */
            206: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description Number of bytes in this body.
                     * @example 13287936
                     */
                    "Content-Length": number;
                    /**
                     * @description Which bytes these are, and the size of the whole image.
                     * @example bytes 0-1048575/13287936
                     */
                    "Content-Range": string;
                    /**
                     * @description MD5 of the whole image, as 32 lower-case hexadecimal digits. A partial answer carries it too, and it is then still the
                     *     digest of the whole image. Absent when the image has no `checksum`.
                     * @example b3a1e2fb5d4c1f0a9e8d7c6b5a493827
                     */
                    "Content-MD5"?: string;
                    /**
                     * @description Always `bytes`.
                     * @example bytes
                     */
                    "Accept-Ranges"?: string;
                    /**
                     * @description A strong validator of the bytes, for `If-Range`.
                     * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                     */
                    ETag?: string;
                    /**
                     * @description That it is to be kept as a file, and under which name.
                     * @example attachment; filename="web_1.0rev1_qcow2.tar.gz"
                     */
                    "Content-Disposition"?: string;
                    /**
                     * @description `private, no-store` where a key was used, which lets one reader through; `private, no-cache` otherwise.
                     * @example private, no-store
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description Always `nosniff`, so that no browser takes image data for a page.
                     * @example nosniff
                     */
                    "X-Content-Type-Options"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /** @description The request has a body. */
            400: components["responses"]["BadRequest"];
            /**
             * @description There is no such link of this image, the key is missing or not its, or the link is used, being used, or expired. The
             *     answer is the same in all of these cases.
             */
            404: components["responses"]["NotFound"];
            500: components["responses"]["DataLost"];
            /** @description The store cannot be reached. */
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    showImportInfo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The methods. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportInfo"];
                };
            };
            /** @description The request has a body. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
        };
    };
    listStores: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stores. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreList"];
                };
            };
            /** @description The request has a body. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description The server has one store. */
            404: components["responses"]["NotFound"];
        };
    };
    listStoresDetail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stores. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreDetailList"];
                };
            };
            /** @description The request has a body. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Policy does not let the caller see details of stores. */
            403: components["responses"]["Forbidden"];
            /** @description The server has one store. */
            404: components["responses"]["NotFound"];
        };
    };
    showUsage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Usage and limits. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Usage"];
                };
            };
            401: components["responses"]["Unauthorized"];
        };
    };
    listTasks: {
        parameters: {
            query?: {
                /** @description How many to return, an integer from 0; 25 when left out, and never more than 1000. */
                limit?: components["parameters"]["Limit"];
                /** @description The id of the last one on the page before. Unknown ids are 400. */
                marker?: components["parameters"]["Marker"];
                /**
                 * @description What to sort by, `created_at` when left out: `created_at`, `expires_at`, `id`, `image_id`, `owner`, `request_id`,
                 *     `status`, `type`, `updated_at` or `user_id`. Tasks that have the same go by age.
                 */
                sort_key?: string;
                /** @description `asc`, or `desc` when left out. */
                sort_dir?: string;
                /** @description `import`. Other types are listed, and cannot be asked for. */
                type?: string;
                /** @description `pending`, `processing`, `success` or `failure`. */
                status?: string;
                /** @description A project id. */
                owner?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of tasks. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskList"];
                };
            };
            /**
             * @description `limit` is not an integer from 0, `marker` is unknown, or a filter, the sort key or the direction has a value that
             *     it does not know.
             */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Policy does not let the caller use tasks. */
            403: components["responses"]["Forbidden"];
        };
    };
    createTask: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaskCreate"];
            };
        };
        responses: {
            /** @description The task is `pending`, and its work begins. */
            201: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description The absolute URL of the new task.
                     * @example http://127.0.0.1:9292/v2/tasks/3d9a1f52-0c7b-4e6f-8a21-5b4c3d2e1f00
                     */
                    Location: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            /**
             * @description There is no body, it is no object, or it breaks the schema: another type, an `input` that lacks something, an
             *     image that could not be created like this. Or the URL is one that the server does not fetch: it is not http(s), has
             *     a user or password, or leads to where nobody may be sent.
             */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /**
             * @description Policy does not let the caller use tasks, or the image is to have a property that only the server sets, or whose
             *     name is reserved.
             */
            403: components["responses"]["Forbidden"];
        };
    };
    showTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of a task. Any text is legal; an unknown one is 404.
                 * @example 3d9a1f52-0c7b-4e6f-8a21-5b4c3d2e1f00
                 */
                task_id: components["parameters"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description Policy does not let the caller use tasks. */
            403: components["responses"]["Forbidden"];
            /** @description There is no such task, it has expired, or the caller may not see it. */
            404: components["responses"]["NotFound"];
        };
    };
    deleteTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of a task. Any text is legal; an unknown one is 404.
                 * @example 3d9a1f52-0c7b-4e6f-8a21-5b4c3d2e1f00
                 */
                task_id: components["parameters"]["TaskId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            401: components["responses"]["Unauthorized"];
            /** @description Policy does not let the caller use tasks. */
            403: components["responses"]["Forbidden"];
            /** @description Tasks are not deleted. */
            405: components["responses"]["MethodNotAllowed"];
        };
    };
    showImageSchema: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schema. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageSchema"];
                };
            };
            /** @description The request has a body. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
        };
    };
    showImagesSchema: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schema. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImagesSchema"];
                };
            };
            /** @description The request has a body. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
        };
    };
    showMemberSchema: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schema. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberSchema"];
                };
            };
            /** @description The request has a body. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
        };
    };
    showMembersSchema: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schema. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MembersSchema"];
                };
            };
            /** @description The request has a body. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
        };
    };
    showTaskSchema: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schema. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskSchema"];
                };
            };
            /** @description The request has a body. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
        };
    };
    showTasksSchema: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schema. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TasksSchema"];
                };
            };
            /** @description The request has a body. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
        };
    };
    listImagesV1: {
        parameters: {
            query?: {
                /** @description How many to return, an integer from 0; 25 when left out, and never more than 1000. */
                limit?: components["parameters"]["Limit"];
                /** @description The id of the last one on the page before. Unknown ids are 400. */
                marker?: components["parameters"]["Marker"];
                /** @description `name`, `status`, `container_format`, `disk_format`, `size`, `id`, `created_at` (when left out) or `updated_at`. */
                sort_key?: components["parameters"]["OneSortKey"];
                /** @description `asc`, or `desc` when left out. */
                sort_dir?: components["parameters"]["OneSortDir"];
                /** @description Exactly this name. */
                name?: components["parameters"]["ExactName"];
                /** @description Exactly this status. */
                status?: components["parameters"]["ExactStatus"];
                /** @description Exactly this container format. */
                container_format?: components["parameters"]["ExactContainerFormat"];
                /** @description Exactly this disk format. */
                disk_format?: components["parameters"]["ExactDiskFormat"];
                /** @description Exactly this much memory, in MiB. */
                min_ram?: components["parameters"]["ExactMinRam"];
                /** @description Exactly this much disk, in GiB. */
                min_disk?: components["parameters"]["ExactMinDisk"];
                /** @description A custom property, which the image must have with exactly this value: `property-architecture=x86_64`. */
                "property-*"?: components["parameters"]["ExactProperty"];
                /** @description At least this many bytes, an integer from 0. */
                size_min?: components["parameters"]["SizeMin"];
                /** @description At most this many bytes, an integer from 0. An image without data has none, and meets this. */
                size_max?: components["parameters"]["SizeMax"];
                /**
                 * @description Counts for administrators only: `True` (when left out) for what any member of their project is listed, `False` for all
                 *     that is not public, `None` for everything. `1` and `0` are true and false, case does not count, and other values are 400
                 *     for everyone.
                 */
                is_public?: components["parameters"]["IsPublic"];
                /** @description `True`, `False`, or `None` for both; also `1` and `0`, in either case. */
                protected?: components["parameters"]["IsProtected"];
                /** @description `True` for deleted images only, anything else for none of them. Counts for administrators only. */
                deleted?: components["parameters"]["IsDeleted"];
                /** @description An ISO 8601 time: only what changed then or later, deleted images included unless `deleted` says otherwise. */
                "changes-since"?: components["parameters"]["ChangesSince"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of images. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageV1SummaryList"];
                };
            };
            /**
             * @description `limit` is not an integer from 0; `marker` is no image that the caller is listed; the sort key or direction is
             *     unknown; a filter has a value that it does not know; there are more than 64 filters; or the request has a body.
             */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Policy does not let the caller list images. */
            403: components["responses"]["Forbidden"];
        };
    };
    createImageV1: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The id of a new image, a UUID; the server chooses when it is left out. In an update it must be what it is.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                "x-image-meta-id"?: components["parameters"]["ImageMetaId"];
                /**
                 * @description A name for people, up to 255 characters of UTF-8. Several images may have the same.
                 * @example debian-13
                 */
                "x-image-meta-name"?: components["parameters"]["ImageMetaName"];
                /**
                 * @description How the bytes of the disk are laid out. Needed before there is data.
                 * @example qcow2
                 */
                "x-image-meta-disk_format"?: components["parameters"]["ImageMetaDiskFormat"];
                /**
                 * @description What the disk is wrapped in; `bare` for nothing. Needed before there is data.
                 * @example bare
                 */
                "x-image-meta-container_format"?: components["parameters"]["ImageMetaContainerFormat"];
                /**
                 * @description Number of bytes of the data, an integer from 0. It has to be right, wherever the data comes from. Without data, `0` makes a
                 *     new image `active` and empty, and any other number means nothing.
                 * @example 13287936
                 */
                "x-image-meta-size"?: components["parameters"]["ImageMetaSize"];
                /**
                 * @description MD5 of the data, 32 hexadecimal digits. It has to be right, wherever the data comes from, or the image is `killed`; an
                 *     image without bytes can have none but theirs. A server set up not to read data elsewhere (`do_secure_hash`) believes it of
                 *     a location. Without data it means nothing.
                 * @example b3a1e2fb5d4c1f0a9e8d7c6b5a493827
                 */
                "x-image-meta-checksum"?: components["parameters"]["ImageMetaChecksum"];
                /**
                 * @description Whether the image is for everyone; false when left out of a new image. True makes its visibility `public`. False makes
                 *     that of a new or a public image `shared`, and leaves any other as it is.
                 * @example False
                 */
                "x-image-meta-is_public"?: components["parameters"]["ImageMetaIsPublic"];
                /**
                 * @description Whether the image is safe from deletion; false when left out of a new image.
                 * @example False
                 */
                "x-image-meta-protected"?: components["parameters"]["ImageMetaProtected"];
                /**
                 * @description Memory that a server needs to boot this image, in MiB, from 0 to 2147483647.
                 * @example 512
                 */
                "x-image-meta-min_ram"?: components["parameters"]["ImageMetaMinRam"];
                /**
                 * @description Disk that a server needs to boot this image, in GiB, from 0 to 2147483647.
                 * @example 4
                 */
                "x-image-meta-min_disk"?: components["parameters"]["ImageMetaMinDisk"];
                /**
                 * @description The project that owns the image. Counts for administrators only; for others it is the caller's project whatever they say.
                 * @example 5ef70662f8b34079a6eddb8da9d75fe8
                 */
                "x-image-meta-owner"?: components["parameters"]["ImageMetaOwner"];
                /**
                 * @description The store to put the data in; the default one when left out. Data at a location goes into none.
                 * @example archive
                 */
                "x-image-meta-store"?: components["parameters"]["ImageMetaStore"];
                /**
                 * @description A custom property: `x-image-meta-property-kernel_id` is that called `kernel_id`. Names are lower case, and `-` counts as
                 *     `_`. The value is UTF-8; an empty one is null.
                 * @example x86_64
                 */
                "x-image-meta-property-*"?: components["parameters"]["ImageMetaProperty"];
                /**
                 * @description The URL where the data lies and stays, `http` or `https`. Its server is asked for the size, for 10 seconds at most. The image
                 *     is `active` at once; with `x-image-meta-checksum` it is `saving` until that was found right. Besides this, neither a body, a
                 *     store nor `x-glance-api-copy-from` can be given.
                 * @example https://images.example/debian-13.qcow2
                 */
                "x-image-meta-location"?: components["parameters"]["ImageMetaLocation"];
                /**
                 * @description The URL to fetch the data from, `http` or `https`. Its server is asked for the size first, for 10 seconds at most. The image
                 *     is `queued` until fetching begins in the background, which also needs both formats. Besides this, neither a body nor
                 *     `x-image-meta-location` can be given.
                 * @example https://images.example/debian-13.qcow2
                 */
                "x-glance-api-copy-from"?: components["parameters"]["CopyFrom"];
                /**
                 * @description Only the server sets it: ignored of a new image, and in an update it must be what it is.
                 * @example queued
                 */
                "x-image-meta-status"?: components["parameters"]["ImageMetaStatus"];
                /**
                 * @description Ignored, if it is an ISO 8601 time from 1900.
                 * @example 2026-03-01T09:30:00
                 */
                "x-image-meta-created_at"?: components["parameters"]["ImageMetaCreatedAt"];
                /**
                 * @description Ignored, if it is an ISO 8601 time from 1900.
                 * @example 2026-03-01T09:31:12
                 */
                "x-image-meta-updated_at"?: components["parameters"]["ImageMetaUpdatedAt"];
                /**
                 * @description Ignored, if it is an ISO 8601 time from 1900.
                 * @example 2026-03-01T09:40:00
                 */
                "x-image-meta-deleted_at"?: components["parameters"]["ImageMetaDeletedAt"];
                /**
                 * @description Ignored.
                 * @example False
                 */
                "x-image-meta-deleted"?: components["parameters"]["ImageMetaDeleted"];
                /**
                 * @description Ignored: the server finds it out.
                 * @example 117440512
                 */
                "x-image-meta-virtual_size"?: components["parameters"]["ImageMetaVirtualSize"];
                /** @description Ignored. Old servers named the address of an image so. */
                "x-image-meta-uri"?: components["parameters"]["ImageMetaUri"];
                /**
                 * @deprecated
                 * @description Ignored, although some texts have it for `x-glance-api-copy-from`.
                 */
                "x-image-meta-copy_from"?: components["parameters"]["ImageMetaCopyFrom"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description The bytes, as they shall be stored. */
        requestBody?: {
            content: {
                "application/octet-stream": unknown;
            };
        };
        responses: {
            /**
             * @description The record exists. Its status is `active` if there is data, or none to come; `saving` while what lies at a location
             *     is read for the checksum that was said; and otherwise `queued`.
             */
            201: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description The path of the new image. Unlike that of version 2, not a whole URL.
                     * @example /v1/images/6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                     */
                    Location: string;
                    /**
                     * @description The checksum of the data, without quotes. Absent while it is not known. No request is conditional on it.
                     * @example b3a1e2fb5d4c1f0a9e8d7c6b5a493827
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageV1Answer"];
                };
            };
            /**
             * @description A header called `x-image-meta-…` is not listed here or is given twice; its value is not UTF-8, too long, or no
             *     number, time, digest or format; the formats contradict each other, or are not given though there is data; there
             *     is more than one of body, location and source, or a store beside a location; a URL is not one that data may come
             *     from, or its server does not say how much there is; no store has data elsewhere, or the one that is named is unknown.
             *
             *     Or an image without bytes is said to have the checksum of some; or the data is not typed
             *     `application/octet-stream`, is declared larger than one image may be, has not the declared size or checksum, is not
             *     what its format says, or ended too early.
             */
            400: components["responses"]["BadRequest"];
            /** @description There is no token or not a valid one, or it ran out while bytes were arriving. */
            401: components["responses"]["Unauthorized"];
            /**
             * @description A property has a reserved name; or policy does not let the caller create images, make them public, upload,
             *     register a location, or copy.
             */
            403: components["responses"]["Forbidden"];
            /** @description What is to be registered or copied is not there, or cannot be reached within 10 seconds. */
            404: components["responses"]["NotFound"];
            /** @description No bytes arrived for too long. */
            408: components["responses"]["RequestTimeout"];
            /**
             * @description The id is in use or was once, even by a deleted image or by one the caller cannot see; or the declared size is
             *     not that of what lies at the location, or at the source.
             */
            409: components["responses"]["Conflict"];
            /** @description The store takes no new data. */
            410: components["responses"]["Gone"];
            /** @description The image was deleted while its bytes were arriving. */
            412: components["responses"]["PreconditionFailed"];
            /**
             * @description There are too many properties, the project has too many images, or the data is larger than one image may be,
             *     than the project's quota leaves, or than the store has room for.
             */
            413: components["responses"]["ContentTooLarge"];
            500: components["responses"]["InternalServerError"];
            /** @description The store cannot be written to. */
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listImageDetailsV1: {
        parameters: {
            query?: {
                /** @description How many to return, an integer from 0; 25 when left out, and never more than 1000. */
                limit?: components["parameters"]["Limit"];
                /** @description The id of the last one on the page before. Unknown ids are 400. */
                marker?: components["parameters"]["Marker"];
                /** @description `name`, `status`, `container_format`, `disk_format`, `size`, `id`, `created_at` (when left out) or `updated_at`. */
                sort_key?: components["parameters"]["OneSortKey"];
                /** @description `asc`, or `desc` when left out. */
                sort_dir?: components["parameters"]["OneSortDir"];
                /** @description Exactly this name. */
                name?: components["parameters"]["ExactName"];
                /** @description Exactly this status. */
                status?: components["parameters"]["ExactStatus"];
                /** @description Exactly this container format. */
                container_format?: components["parameters"]["ExactContainerFormat"];
                /** @description Exactly this disk format. */
                disk_format?: components["parameters"]["ExactDiskFormat"];
                /** @description Exactly this much memory, in MiB. */
                min_ram?: components["parameters"]["ExactMinRam"];
                /** @description Exactly this much disk, in GiB. */
                min_disk?: components["parameters"]["ExactMinDisk"];
                /** @description A custom property, which the image must have with exactly this value: `property-architecture=x86_64`. */
                "property-*"?: components["parameters"]["ExactProperty"];
                /** @description At least this many bytes, an integer from 0. */
                size_min?: components["parameters"]["SizeMin"];
                /** @description At most this many bytes, an integer from 0. An image without data has none, and meets this. */
                size_max?: components["parameters"]["SizeMax"];
                /**
                 * @description Counts for administrators only: `True` (when left out) for what any member of their project is listed, `False` for all
                 *     that is not public, `None` for everything. `1` and `0` are true and false, case does not count, and other values are 400
                 *     for everyone.
                 */
                is_public?: components["parameters"]["IsPublic"];
                /** @description `True`, `False`, or `None` for both; also `1` and `0`, in either case. */
                protected?: components["parameters"]["IsProtected"];
                /** @description `True` for deleted images only, anything else for none of them. Counts for administrators only. */
                deleted?: components["parameters"]["IsDeleted"];
                /** @description An ISO 8601 time: only what changed then or later, deleted images included unless `deleted` says otherwise. */
                "changes-since"?: components["parameters"]["ChangesSince"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of images. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageV1List"];
                };
            };
            /**
             * @description `limit` is not an integer from 0; `marker` is no image that the caller is listed; the sort key or direction is
             *     unknown; a filter has a value that it does not know; there are more than 64 filters; or the request has a body.
             */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Policy does not let the caller list images. */
            403: components["responses"]["Forbidden"];
        };
    };
    showImageV1: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The image and all of its data. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description Number of bytes in this body.
                     * @example 13287936
                     */
                    "Content-Length": number;
                    /**
                     * @description Identifies the image for good.
                     * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                     */
                    "x-image-meta-id": components["schemas"]["Uuid"];
                    /**
                     * @description A name for people, as UTF-8.
                     * @example debian-13
                     */
                    "x-image-meta-name"?: string;
                    /**
                     * @description Number of bytes of the data; 0 while there is none.
                     * @example 13287936
                     */
                    "x-image-meta-size": number;
                    /**
                     * @description Where the image is in its life.
                     * @example active
                     */
                    "x-image-meta-status": components["schemas"]["ImageStatusV1"];
                    /**
                     * @description How the bytes of the disk are laid out. Absent until it is known.
                     * @example qcow2
                     */
                    "x-image-meta-disk_format"?: string;
                    /**
                     * @description What the disk is wrapped in; `bare` for nothing. Absent until it is known.
                     * @example bare
                     */
                    "x-image-meta-container_format"?: string;
                    /**
                     * @description Whether the visibility of the image is `public`.
                     * @example False
                     */
                    "x-image-meta-is_public": components["schemas"]["BooleanV1"];
                    /**
                     * @description Whether the image is safe from deletion.
                     * @example False
                     */
                    "x-image-meta-protected": components["schemas"]["BooleanV1"];
                    /**
                     * @description Whether the image is gone, and only said to have been.
                     * @example False
                     */
                    "x-image-meta-deleted": components["schemas"]["BooleanV1"];
                    /**
                     * @description Disk that a server needs to boot this image, in GiB.
                     * @example 4
                     */
                    "x-image-meta-min_disk": number;
                    /**
                     * @description Memory that a server needs to boot this image, in MiB.
                     * @example 512
                     */
                    "x-image-meta-min_ram": number;
                    /**
                     * @description The project that owns the image.
                     * @example 5ef70662f8b34079a6eddb8da9d75fe8
                     */
                    "x-image-meta-owner"?: string;
                    /**
                     * @description MD5 of the data, as lower-case hexadecimal digits. Absent while it is not known.
                     * @example b3a1e2fb5d4c1f0a9e8d7c6b5a493827
                     */
                    "x-image-meta-checksum"?: string;
                    /**
                     * @description When the record was made, in UTC.
                     * @example 2026-03-01T09:30:00.000000
                     */
                    "x-image-meta-created_at": components["schemas"]["TimeV1"];
                    /**
                     * @description When the record last changed, in UTC.
                     * @example 2026-03-01T09:31:12.000000
                     */
                    "x-image-meta-updated_at": components["schemas"]["TimeV1"];
                    /**
                     * @description When the image was deleted, in UTC. Absent while it is there.
                     * @example 2026-03-01T09:40:00.000000
                     */
                    "x-image-meta-deleted_at"?: components["schemas"]["TimeV1"];
                    /**
                     * @description Number of bytes of the disk that a guest sees. Absent when it is not known.
                     * @example 117440512
                     */
                    "x-image-meta-virtual_size"?: number;
                    /**
                     * @description A custom property, as UTF-8: `x-image-meta-property-kernel_id` is that called `kernel_id`. Null ones are absent.
                     * @example x86_64
                     */
                    "x-image-meta-property-*"?: string;
                    /**
                     * @description The checksum of the data, without quotes. Absent while it is not known. No request is conditional on it.
                     * @example b3a1e2fb5d4c1f0a9e8d7c6b5a493827
                     */
                    ETag?: string;
                    /**
                     * @description Always `nosniff`, so that no browser takes image data for a page.
                     * @example nosniff
                     */
                    "X-Content-Type-Options"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /** @description The request has a body, or the store cannot be read. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Policy does not let the caller show images or download them, or the image is deactivated, for administrators too. */
            403: components["responses"]["Forbidden"];
            /** @description There is no such image, it was deleted, the caller may not see it, it has no data yet, or the data is lost. */
            404: components["responses"]["NotFound"];
            /** @description The store, or the place where the data lies, cannot be reached. */
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateImageV1: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The id of a new image, a UUID; the server chooses when it is left out. In an update it must be what it is.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                "x-image-meta-id"?: components["parameters"]["ImageMetaId"];
                /**
                 * @description A name for people, up to 255 characters of UTF-8. Several images may have the same.
                 * @example debian-13
                 */
                "x-image-meta-name"?: components["parameters"]["ImageMetaName"];
                /**
                 * @description How the bytes of the disk are laid out. Needed before there is data.
                 * @example qcow2
                 */
                "x-image-meta-disk_format"?: components["parameters"]["ImageMetaDiskFormat"];
                /**
                 * @description What the disk is wrapped in; `bare` for nothing. Needed before there is data.
                 * @example bare
                 */
                "x-image-meta-container_format"?: components["parameters"]["ImageMetaContainerFormat"];
                /**
                 * @description Number of bytes of the data, an integer from 0. It has to be right, wherever the data comes from. Without data, `0` makes a
                 *     new image `active` and empty, and any other number means nothing.
                 * @example 13287936
                 */
                "x-image-meta-size"?: components["parameters"]["ImageMetaSize"];
                /**
                 * @description MD5 of the data, 32 hexadecimal digits. It has to be right, wherever the data comes from, or the image is `killed`; an
                 *     image without bytes can have none but theirs. A server set up not to read data elsewhere (`do_secure_hash`) believes it of
                 *     a location. Without data it means nothing.
                 * @example b3a1e2fb5d4c1f0a9e8d7c6b5a493827
                 */
                "x-image-meta-checksum"?: components["parameters"]["ImageMetaChecksum"];
                /**
                 * @description Whether the image is for everyone; false when left out of a new image. True makes its visibility `public`. False makes
                 *     that of a new or a public image `shared`, and leaves any other as it is.
                 * @example False
                 */
                "x-image-meta-is_public"?: components["parameters"]["ImageMetaIsPublic"];
                /**
                 * @description Whether the image is safe from deletion; false when left out of a new image.
                 * @example False
                 */
                "x-image-meta-protected"?: components["parameters"]["ImageMetaProtected"];
                /**
                 * @description Memory that a server needs to boot this image, in MiB, from 0 to 2147483647.
                 * @example 512
                 */
                "x-image-meta-min_ram"?: components["parameters"]["ImageMetaMinRam"];
                /**
                 * @description Disk that a server needs to boot this image, in GiB, from 0 to 2147483647.
                 * @example 4
                 */
                "x-image-meta-min_disk"?: components["parameters"]["ImageMetaMinDisk"];
                /**
                 * @description The project that owns the image. Counts for administrators only; for others it is the caller's project whatever they say.
                 * @example 5ef70662f8b34079a6eddb8da9d75fe8
                 */
                "x-image-meta-owner"?: components["parameters"]["ImageMetaOwner"];
                /**
                 * @description The store to put the data in; the default one when left out. Data at a location goes into none.
                 * @example archive
                 */
                "x-image-meta-store"?: components["parameters"]["ImageMetaStore"];
                /**
                 * @description A custom property: `x-image-meta-property-kernel_id` is that called `kernel_id`. Names are lower case, and `-` counts as
                 *     `_`. The value is UTF-8; an empty one is null.
                 * @example x86_64
                 */
                "x-image-meta-property-*"?: components["parameters"]["ImageMetaProperty"];
                /**
                 * @description The URL where the data lies and stays, `http` or `https`. Its server is asked for the size, for 10 seconds at most. The image
                 *     is `active` at once; with `x-image-meta-checksum` it is `saving` until that was found right. Besides this, neither a body, a
                 *     store nor `x-glance-api-copy-from` can be given.
                 * @example https://images.example/debian-13.qcow2
                 */
                "x-image-meta-location"?: components["parameters"]["ImageMetaLocation"];
                /**
                 * @description The URL to fetch the data from, `http` or `https`. Its server is asked for the size first, for 10 seconds at most. The image
                 *     is `queued` until fetching begins in the background, which also needs both formats. Besides this, neither a body nor
                 *     `x-image-meta-location` can be given.
                 * @example https://images.example/debian-13.qcow2
                 */
                "x-glance-api-copy-from"?: components["parameters"]["CopyFrom"];
                /**
                 * @description Whether custom properties that the request does not name are removed; true when left out. With a body they stay
                 *     whatever this says.
                 * @example False
                 */
                "x-glance-registry-purge-props"?: string;
                /**
                 * @description Only the server sets it: ignored of a new image, and in an update it must be what it is.
                 * @example queued
                 */
                "x-image-meta-status"?: components["parameters"]["ImageMetaStatus"];
                /**
                 * @description Ignored, if it is an ISO 8601 time from 1900.
                 * @example 2026-03-01T09:30:00
                 */
                "x-image-meta-created_at"?: components["parameters"]["ImageMetaCreatedAt"];
                /**
                 * @description Ignored, if it is an ISO 8601 time from 1900.
                 * @example 2026-03-01T09:31:12
                 */
                "x-image-meta-updated_at"?: components["parameters"]["ImageMetaUpdatedAt"];
                /**
                 * @description Ignored, if it is an ISO 8601 time from 1900.
                 * @example 2026-03-01T09:40:00
                 */
                "x-image-meta-deleted_at"?: components["parameters"]["ImageMetaDeletedAt"];
                /**
                 * @description Ignored.
                 * @example False
                 */
                "x-image-meta-deleted"?: components["parameters"]["ImageMetaDeleted"];
                /**
                 * @description Ignored: the server finds it out.
                 * @example 117440512
                 */
                "x-image-meta-virtual_size"?: components["parameters"]["ImageMetaVirtualSize"];
                /** @description Ignored. Old servers named the address of an image so. */
                "x-image-meta-uri"?: components["parameters"]["ImageMetaUri"];
                /**
                 * @deprecated
                 * @description Ignored, although some texts have it for `x-glance-api-copy-from`.
                 */
                "x-image-meta-copy_from"?: components["parameters"]["ImageMetaCopyFrom"];
            };
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        /** @description The bytes, as they shall be stored. */
        requestBody?: {
            content: {
                "application/octet-stream": unknown;
            };
        };
        responses: {
            /** @description The image as it is now. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description The checksum of the data, without quotes. Absent while it is not known. No request is conditional on it.
                     * @example b3a1e2fb5d4c1f0a9e8d7c6b5a493827
                     */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageV1Answer"];
                };
            };
            /** @description For what a new image is refused; or there is a location or a source for an image that is not `queued`. */
            400: components["responses"]["BadRequest"];
            /** @description There is no token or not a valid one, or it ran out while bytes were arriving. */
            401: components["responses"]["Unauthorized"];
            /**
             * @description The id, the status, or the size or checksum of existing data is other than said; a format is changed after data
             *     arrived; a property has a reserved name; the image was deleted, and the caller is an administrator; or policy
             *     does not let the caller change this image, make it public, upload, register a location, or copy.
             */
            403: components["responses"]["Forbidden"];
            /**
             * @description There is no such image, it was deleted, or the caller may not see it; or what is to be registered or copied is
             *     not there, or cannot be reached within 10 seconds.
             */
            404: components["responses"]["NotFound"];
            /** @description No bytes arrived for too long. */
            408: components["responses"]["RequestTimeout"];
            /**
             * @description There is data and the image is not `queued`, because it has data or because another upload or import is running;
             *     or the declared size is not that of what lies at the location, or at the source. Plain text whatever `Accept` says.
             */
            409: components["responses"]["PlainConflict"];
            /** @description The store takes no new data. */
            410: components["responses"]["Gone"];
            /** @description The image was deleted while its bytes were arriving. */
            412: components["responses"]["PreconditionFailed"];
            /**
             * @description The image would have too many properties, or the data is larger than one image may be, than the project's quota
             *     leaves, or than the store has room for.
             */
            413: components["responses"]["ContentTooLarge"];
            500: components["responses"]["InternalServerError"];
            /** @description The store cannot be written to. */
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteImageV1: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The image is gone. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /** @example  */
                    "text/plain": string;
                };
            };
            /** @description The request has a body. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description The image is protected, or policy does not let the caller delete it. */
            403: components["responses"]["Forbidden"];
            /** @description There is no such image, it was deleted, or the caller may not see it. */
            404: components["responses"]["NotFound"];
            /** @description The store has the data in use. */
            409: components["responses"]["Conflict"];
        };
    };
    showImageMetadataV1: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The image. Administrators also get to see one that was deleted. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description Identifies the image for good.
                     * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                     */
                    "x-image-meta-id": components["schemas"]["Uuid"];
                    /**
                     * @description A name for people, as UTF-8.
                     * @example debian-13
                     */
                    "x-image-meta-name"?: string;
                    /**
                     * @description Number of bytes of the data; 0 while there is none.
                     * @example 13287936
                     */
                    "x-image-meta-size": number;
                    /**
                     * @description Where the image is in its life.
                     * @example active
                     */
                    "x-image-meta-status": components["schemas"]["ImageStatusV1"];
                    /**
                     * @description How the bytes of the disk are laid out. Absent until it is known.
                     * @example qcow2
                     */
                    "x-image-meta-disk_format"?: string;
                    /**
                     * @description What the disk is wrapped in; `bare` for nothing. Absent until it is known.
                     * @example bare
                     */
                    "x-image-meta-container_format"?: string;
                    /**
                     * @description Whether the visibility of the image is `public`.
                     * @example False
                     */
                    "x-image-meta-is_public": components["schemas"]["BooleanV1"];
                    /**
                     * @description Whether the image is safe from deletion.
                     * @example False
                     */
                    "x-image-meta-protected": components["schemas"]["BooleanV1"];
                    /**
                     * @description Whether the image is gone, and only said to have been.
                     * @example False
                     */
                    "x-image-meta-deleted": components["schemas"]["BooleanV1"];
                    /**
                     * @description Disk that a server needs to boot this image, in GiB.
                     * @example 4
                     */
                    "x-image-meta-min_disk": number;
                    /**
                     * @description Memory that a server needs to boot this image, in MiB.
                     * @example 512
                     */
                    "x-image-meta-min_ram": number;
                    /**
                     * @description The project that owns the image.
                     * @example 5ef70662f8b34079a6eddb8da9d75fe8
                     */
                    "x-image-meta-owner"?: string;
                    /**
                     * @description MD5 of the data, as lower-case hexadecimal digits. Absent while it is not known.
                     * @example b3a1e2fb5d4c1f0a9e8d7c6b5a493827
                     */
                    "x-image-meta-checksum"?: string;
                    /**
                     * @description When the record was made, in UTC.
                     * @example 2026-03-01T09:30:00.000000
                     */
                    "x-image-meta-created_at": components["schemas"]["TimeV1"];
                    /**
                     * @description When the record last changed, in UTC.
                     * @example 2026-03-01T09:31:12.000000
                     */
                    "x-image-meta-updated_at": components["schemas"]["TimeV1"];
                    /**
                     * @description When the image was deleted, in UTC. Absent while it is there.
                     * @example 2026-03-01T09:40:00.000000
                     */
                    "x-image-meta-deleted_at"?: components["schemas"]["TimeV1"];
                    /**
                     * @description Number of bytes of the disk that a guest sees. Absent when it is not known.
                     * @example 117440512
                     */
                    "x-image-meta-virtual_size"?: number;
                    /**
                     * @description A custom property, as UTF-8: `x-image-meta-property-kernel_id` is that called `kernel_id`. Null ones are absent.
                     * @example x86_64
                     */
                    "x-image-meta-property-*"?: string;
                    /**
                     * @description The checksum of the data, without quotes. Absent while it is not known. No request is conditional on it.
                     * @example b3a1e2fb5d4c1f0a9e8d7c6b5a493827
                     */
                    ETag?: string;
                    /** @description Always 0. The length of the data is in `x-image-meta-size`. */
                    "Content-Length"?: 0;
                    [name: string]: unknown;
                };
                content: {
                    /** @example  */
                    "text/plain": string;
                };
            };
            /** @description The request has a body. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Policy does not let the caller show images. */
            403: components["responses"]["Forbidden"];
            /** @description There is no such image, it was deleted and the caller is no administrator, or the caller may not see it. */
            404: components["responses"]["NotFound"];
        };
    };
    listMembersV1: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The members. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberV1List"];
                };
            };
            /** @description The request has a body. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Policy does not let the caller list the image's members. */
            403: components["responses"]["Forbidden"];
            /** @description There is no such image, it was deleted, or the caller may not see it. */
            404: components["responses"]["NotFound"];
        };
    };
    replaceMembersV1: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberV1Replacement"];
            };
        };
        responses: {
            /** @description These are the members. */
            204: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description There is no body, it is no object, or it does not name projects. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Policy does not let the caller replace members. */
            403: components["responses"]["Forbidden"];
            /** @description There is no such image, it was deleted, or the caller may not see it or not share it. */
            404: components["responses"]["NotFound"];
            /** @description The image would have too many members. */
            413: components["responses"]["ContentTooLarge"];
        };
    };
    putMemberV1: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
                /**
                 * @description The id of a project. Nobody checks that there is one.
                 * @example 9c2e1a7d4b8f4c0e8a5d3f6b7c8d9e0f
                 */
                member_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["MemberV1Update"];
            };
        };
        responses: {
            /** @description The project is a member. */
            204: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is no object, `can_share` is no boolean, or the id of the project has more than 255 characters. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Policy does not let the caller add members. */
            403: components["responses"]["Forbidden"];
            /** @description There is no such image, it was deleted, or the caller may not see it, not share it, or not change this member. */
            404: components["responses"]["NotFound"];
            /** @description The image would have too many members. */
            413: components["responses"]["ContentTooLarge"];
        };
    };
    removeMemberV1: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of an image. Any text is legal; an unknown one is 404.
                 * @example 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b
                 */
                image_id: components["parameters"]["ImageId"];
                /**
                 * @description The id of a project. Any text is legal; one that the image is not shared with is 404.
                 * @example 9c2e1a7d4b8f4c0e8a5d3f6b7c8d9e0f
                 */
                member_id: components["parameters"]["MemberId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The project is no member any more. */
            204: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request has a body. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description Policy does not let the caller remove members. */
            403: components["responses"]["Forbidden"];
            /** @description There is no such image, it was deleted, the caller may not see it or not share it, or it is not shared with this project. */
            404: components["responses"]["NotFound"];
        };
    };
    listSharedImagesV1: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of a project. Nothing is shared with one that does not exist.
                 * @example 9c2e1a7d4b8f4c0e8a5d3f6b7c8d9e0f
                 */
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The images. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SharedImageList"];
                };
            };
            /** @description The request has a body. */
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description The project is not that of the caller, who is no administrator; or policy does not let the caller list members. */
            403: components["responses"]["Forbidden"];
        };
    };
    listIdentityVersions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The versions. */
            300: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description Another token gets another answer. Names `X-Auth-Token`, and what else the answer depends on.
                     * @example X-Auth-Token
                     */
                    Vary?: string;
                    /**
                     * @description The absolute URL of the version.
                     * @example http://127.0.0.1:9292/identity/v3/
                     */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityVersionList"];
                };
            };
        };
    };
    showIdentityVersion: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description Another token gets another answer. Names `X-Auth-Token`, and what else the answer depends on.
                     * @example X-Auth-Token
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityVersionAnswer"];
                };
            };
        };
    };
    showToken: {
        parameters: {
            query?: {
                /** @description Leaves the service catalogue out, whatever the value. */
                nocatalog?: components["parameters"]["NoCatalog"];
            };
            header: {
                /** @description The token that the operation is about, which may be the caller's own. */
                "X-Subject-Token": components["parameters"]["SubjectToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token is valid. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description Another token gets another answer. Names `X-Auth-Token`, and what else the answer depends on.
                     * @example X-Auth-Token
                     */
                    Vary?: string;
                    /**
                     * @description Always `no-store`; what this answer holds is a secret.
                     * @example no-store
                     */
                    "Cache-Control"?: string;
                    /** @description The token that the body describes. */
                    "X-Subject-Token": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenAnswer"];
                };
            };
            /** @description `X-Subject-Token` is missing. */
            400: components["responses"]["IdentityBadRequest"];
            401: components["responses"]["IdentityUnauthorized"];
            /** @description The token is that of another user, and the caller is neither administrator nor service. */
            403: components["responses"]["IdentityForbidden"];
            /** @description The token in `X-Subject-Token` is not valid, whatever the reason. */
            404: components["responses"]["IdentityNotFound"];
        };
    };
    createToken: {
        parameters: {
            query?: {
                /** @description Leaves the service catalogue out, whatever the value. */
                nocatalog?: components["parameters"]["NoCatalog"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenRequest"];
            };
        };
        responses: {
            /** @description The token is in the header `X-Subject-Token`. */
            201: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description Another token gets another answer. Names `X-Auth-Token`, and what else the answer depends on.
                     * @example X-Auth-Token
                     */
                    Vary?: string;
                    /**
                     * @description Always `no-store`; what this answer holds is a secret.
                     * @example no-store
                     */
                    "Cache-Control"?: string;
                    /** @description The token that the body describes. */
                    "X-Subject-Token": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenAnswer"];
                };
            };
            /** @description The body is no JSON, or says too little: no method, no user, a name without its domain, a scope that is none. */
            400: components["responses"]["IdentityBadRequest"];
            /**
             * @description The credentials are not good, not for this scope, or not of a kind that is taken here: a method that is not
             *     known, several at once, the scope of a domain or of the system.
             */
            401: components["responses"]["IdentityUnauthorized"];
            413: components["responses"]["IdentityContentTooLarge"];
        };
    };
    deleteToken: {
        parameters: {
            query?: never;
            header: {
                /** @description The token that the operation is about, which may be the caller's own. */
                "X-Subject-Token": components["parameters"]["SubjectToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token is revoked. */
            204: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description Another token gets another answer. Names `X-Auth-Token`, and what else the answer depends on.
                     * @example X-Auth-Token
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `X-Subject-Token` is missing. */
            400: components["responses"]["IdentityBadRequest"];
            401: components["responses"]["IdentityUnauthorized"];
            /** @description The token is that of another user, and the caller is no administrator. */
            403: components["responses"]["IdentityForbidden"];
            /** @description The token in `X-Subject-Token` is not valid, or not any more. */
            404: components["responses"]["IdentityNotFound"];
        };
    };
    showServiceCatalog: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The catalogue. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description Another token gets another answer. Names `X-Auth-Token`, and what else the answer depends on.
                     * @example X-Auth-Token
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CatalogAnswer"];
                };
            };
            401: components["responses"]["IdentityUnauthorized"];
            /** @description The token is for no project, so there are no services for it. */
            403: components["responses"]["IdentityForbidden"];
        };
    };
    listTokenProjects: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The projects, by name. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description Another token gets another answer. Names `X-Auth-Token`, and what else the answer depends on.
                     * @example X-Auth-Token
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectList"];
                };
            };
            401: components["responses"]["IdentityUnauthorized"];
        };
    };
    listProjects: {
        parameters: {
            query?: {
                /** @description Exactly this name. */
                name?: components["parameters"]["ExactName"];
                /** @description Only what belongs to this domain. */
                domain_id?: components["parameters"]["InDomain"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The projects, by name. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description Another token gets another answer. Names `X-Auth-Token`, and what else the answer depends on.
                     * @example X-Auth-Token
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectList"];
                };
            };
            401: components["responses"]["IdentityUnauthorized"];
        };
    };
    showProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of a project. Any text is legal; an unknown one is 404, and clients try names this way.
                 * @example 5ef70662f8b34079a6eddb8da9d75fe8
                 */
                project_id: components["parameters"]["ProjectId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The project. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description Another token gets another answer. Names `X-Auth-Token`, and what else the answer depends on.
                     * @example X-Auth-Token
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectAnswer"];
                };
            };
            401: components["responses"]["IdentityUnauthorized"];
            /** @description There is no such project. */
            404: components["responses"]["IdentityNotFound"];
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description Exactly this name. */
                name?: components["parameters"]["ExactName"];
                /** @description Only what belongs to this domain. */
                domain_id?: components["parameters"]["InDomain"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The users, by name. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description Another token gets another answer. Names `X-Auth-Token`, and what else the answer depends on.
                     * @example X-Auth-Token
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserList"];
                };
            };
            401: components["responses"]["IdentityUnauthorized"];
        };
    };
    showUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of a user. Any text is legal; an unknown one is 404, and clients try names this way.
                 * @example 5ef70662f8b34079a6eddb8da9d75fe8
                 */
                user_id: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description Another token gets another answer. Names `X-Auth-Token`, and what else the answer depends on.
                     * @example X-Auth-Token
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserAnswer"];
                };
            };
            401: components["responses"]["IdentityUnauthorized"];
            /** @description There is no such user. */
            404: components["responses"]["IdentityNotFound"];
        };
    };
    listUserProjects: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of a user. Any text is legal; an unknown one is 404, and clients try names this way.
                 * @example 5ef70662f8b34079a6eddb8da9d75fe8
                 */
                user_id: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The projects, by name. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description Another token gets another answer. Names `X-Auth-Token`, and what else the answer depends on.
                     * @example X-Auth-Token
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectList"];
                };
            };
            401: components["responses"]["IdentityUnauthorized"];
            /** @description The caller is another user, and no administrator. */
            403: components["responses"]["IdentityForbidden"];
            /** @description There is no such user. */
            404: components["responses"]["IdentityNotFound"];
        };
    };
    listDomains: {
        parameters: {
            query?: {
                /** @description Exactly this name. */
                name?: components["parameters"]["ExactName"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The domains. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description Another token gets another answer. Names `X-Auth-Token`, and what else the answer depends on.
                     * @example X-Auth-Token
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DomainList"];
                };
            };
            401: components["responses"]["IdentityUnauthorized"];
        };
    };
    showDomain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of a domain. Any text is legal; an unknown one is 404, and clients try names this way.
                 * @example default
                 */
                domain_id: components["parameters"]["DomainId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The domain. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description Another token gets another answer. Names `X-Auth-Token`, and what else the answer depends on.
                     * @example X-Auth-Token
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DomainAnswer"];
                };
            };
            401: components["responses"]["IdentityUnauthorized"];
            /** @description There is no such domain. */
            404: components["responses"]["IdentityNotFound"];
        };
    };
    showServiceStatus: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of an earlier answer, or several. When one fits, there is nothing new: 304.
                 * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The platform serves. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description A strong validator of the document, the same for XML and JSON; of one object, its `digest` in quotes.
                     * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                     */
                    ETag?: string;
                    /**
                     * @description The language of messages. Always `en`.
                     * @example en
                     */
                    "Content-Language"?: string;
                    /**
                     * @description `private, no-cache`: what is for one user is asked for again each time, under its `ETag`. `private, no-store` where it
                     *     holds secret keys.
                     * @example private, no-cache
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    /**
                     * @description The body is XML or JSON, by what the client accepts.
                     * @example Accept
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": components["schemas"]["UForgeServiceStatus"];
                    "application/json": components["schemas"]["UForgeServiceStatusJson"];
                };
            };
            304: components["responses"]["UForgeNotModified"];
            /** @description This server does not serve UForge. */
            404: components["responses"]["UForgeNotFound"];
            406: components["responses"]["UForgeNotAcceptable"];
        };
    };
    showUForgeUser: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of an earlier answer, or several. When one fits, there is nothing new: 304.
                 * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description `Last-Modified` of an earlier answer. When nothing changed since, 304. Does not count beside `If-None-Match`.
                 * @example Sun, 01 Mar 2026 09:35:00 GMT
                 */
                "If-Modified-Since"?: components["parameters"]["IfModifiedSince"];
            };
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description A strong validator of the document, the same for XML and JSON; of one object, its `digest` in quotes.
                     * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                     */
                    ETag?: string;
                    /**
                     * @description When what is in the body last changed, as an HTTP date.
                     * @example Sun, 01 Mar 2026 09:35:00 GMT
                     */
                    "Last-Modified"?: string;
                    /**
                     * @description The language of messages. Always `en`.
                     * @example en
                     */
                    "Content-Language"?: string;
                    /**
                     * @description `private, no-cache`: what is for one user is asked for again each time, under its `ETag`. `private, no-store` where it
                     *     holds secret keys.
                     * @example private, no-cache
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    /**
                     * @description The body is XML or JSON, by what the client accepts.
                     * @example Accept
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": components["schemas"]["UForgeUser"];
                    "application/json": components["schemas"]["UForgeUserJson"];
                };
            };
            304: components["responses"]["UForgeNotModified"];
            401: components["responses"]["UForgeUnauthorized"];
            /** @description The caller is another user than `uid`, and no administrator. */
            403: components["responses"]["UForgeForbidden"];
            /** @description There is no such user. */
            404: components["responses"]["UForgeNotFound"];
            406: components["responses"]["UForgeNotAcceptable"];
        };
    };
    listUserMachineImages: {
        parameters: {
            query?: {
                /**
                 * @description Only machine images with these ids; several are repeated, or separated by commas.
                 * @example [
                 *       "47",
                 *       "48"
                 *     ]
                 */
                img?: components["parameters"]["UForgeImg"];
            };
            header?: {
                /**
                 * @description The `ETag` of an earlier answer, or several. When one fits, there is nothing new: 304.
                 * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The machine images, in the order of their ids. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description A strong validator of the document, the same for XML and JSON; of one object, its `digest` in quotes.
                     * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                     */
                    ETag?: string;
                    /**
                     * @description The language of messages. Always `en`.
                     * @example en
                     */
                    "Content-Language"?: string;
                    /**
                     * @description `private, no-cache`: what is for one user is asked for again each time, under its `ETag`. `private, no-store` where it
                     *     holds secret keys.
                     * @example private, no-cache
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    /**
                     * @description The body is XML or JSON, by what the client accepts.
                     * @example Accept
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": components["schemas"]["UForgeImages"];
                    "application/json": components["schemas"]["UForgeImagesJson"];
                };
            };
            304: components["responses"]["UForgeNotModified"];
            401: components["responses"]["UForgeUnauthorized"];
            /** @description The caller is another user than `uid`, and no administrator. */
            403: components["responses"]["UForgeForbidden"];
            /** @description There is no such user. */
            404: components["responses"]["UForgeNotFound"];
            406: components["responses"]["UForgeNotAcceptable"];
        };
    };
    listUserMachineImageStatuses: {
        parameters: {
            query?: {
                /**
                 * @description Only machine images with these ids; several are repeated, or separated by commas.
                 * @example [
                 *       "47",
                 *       "48"
                 *     ]
                 */
                img?: components["parameters"]["UForgeImg"];
            };
            header?: {
                /**
                 * @description The `ETag` of an earlier answer, or several. When one fits, there is nothing new: 304.
                 * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The statuses, in the order of the machine images. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description A strong validator of the document, the same for XML and JSON; of one object, its `digest` in quotes.
                     * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                     */
                    ETag?: string;
                    /**
                     * @description The language of messages. Always `en`.
                     * @example en
                     */
                    "Content-Language"?: string;
                    /**
                     * @description `private, no-cache`: what is for one user is asked for again each time, under its `ETag`. `private, no-store` where it
                     *     holds secret keys.
                     * @example private, no-cache
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    /**
                     * @description The body is XML or JSON, by what the client accepts.
                     * @example Accept
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": components["schemas"]["UForgeStatuses"];
                    "application/json": components["schemas"]["UForgeStatusesJson"];
                };
            };
            304: components["responses"]["UForgeNotModified"];
            401: components["responses"]["UForgeUnauthorized"];
            /** @description The caller is another user than `uid`, and no administrator. */
            403: components["responses"]["UForgeForbidden"];
            /** @description There is no such user. */
            404: components["responses"]["UForgeNotFound"];
            406: components["responses"]["UForgeNotAcceptable"];
        };
    };
    listUserPublishedImages: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of an earlier answer, or several. When one fits, there is nothing new: 304.
                 * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An empty list. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description A strong validator of the document, the same for XML and JSON; of one object, its `digest` in quotes.
                     * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                     */
                    ETag?: string;
                    /**
                     * @description The language of messages. Always `en`.
                     * @example en
                     */
                    "Content-Language"?: string;
                    /**
                     * @description `private, no-cache`: what is for one user is asked for again each time, under its `ETag`. `private, no-store` where it
                     *     holds secret keys.
                     * @example private, no-cache
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    /**
                     * @description The body is XML or JSON, by what the client accepts.
                     * @example Accept
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": components["schemas"]["UForgePublishImages"];
                    "application/json": components["schemas"]["UForgePublishImagesJson"];
                };
            };
            304: components["responses"]["UForgeNotModified"];
            401: components["responses"]["UForgeUnauthorized"];
            /** @description The caller is another user than `uid`, and no administrator. */
            403: components["responses"]["UForgeForbidden"];
            /** @description There is no such user. */
            404: components["responses"]["UForgeNotFound"];
            406: components["responses"]["UForgeNotAcceptable"];
        };
    };
    listUserTargetFormats: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of an earlier answer, or several. When one fits, there is nothing new: 304.
                 * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The target formats, in the order of their ids. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description A strong validator of the document, the same for XML and JSON; of one object, its `digest` in quotes.
                     * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                     */
                    ETag?: string;
                    /**
                     * @description The language of messages. Always `en`.
                     * @example en
                     */
                    "Content-Language"?: string;
                    /**
                     * @description `private, no-cache`: what is for one user is asked for again each time, under its `ETag`. `private, no-store` where it
                     *     holds secret keys.
                     * @example private, no-cache
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    /**
                     * @description The body is XML or JSON, by what the client accepts.
                     * @example Accept
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": components["schemas"]["UForgeTargetFormats"];
                    "application/json": components["schemas"]["UForgeTargetFormatsJson"];
                };
            };
            304: components["responses"]["UForgeNotModified"];
            401: components["responses"]["UForgeUnauthorized"];
            /** @description The caller is another user than `uid`, and no administrator. */
            403: components["responses"]["UForgeForbidden"];
            /** @description There is no such user. */
            404: components["responses"]["UForgeNotFound"];
            406: components["responses"]["UForgeNotAcceptable"];
        };
    };
    listUserFormats: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of an earlier answer, or several. When one fits, there is nothing new: 304.
                 * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The primitive formats, in the order of their ids. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description A strong validator of the document, the same for XML and JSON; of one object, its `digest` in quotes.
                     * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                     */
                    ETag?: string;
                    /**
                     * @description The language of messages. Always `en`.
                     * @example en
                     */
                    "Content-Language"?: string;
                    /**
                     * @description `private, no-cache`: what is for one user is asked for again each time, under its `ETag`. `private, no-store` where it
                     *     holds secret keys.
                     * @example private, no-cache
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    /**
                     * @description The body is XML or JSON, by what the client accepts.
                     * @example Accept
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": components["schemas"]["UForgeImageFormats"];
                    "application/json": components["schemas"]["UForgeImageFormatsJson"];
                };
            };
            304: components["responses"]["UForgeNotModified"];
            401: components["responses"]["UForgeUnauthorized"];
            /** @description The caller is another user than `uid`, and no administrator. */
            403: components["responses"]["UForgeForbidden"];
            /** @description There is no such user. */
            404: components["responses"]["UForgeNotFound"];
            406: components["responses"]["UForgeNotAcceptable"];
        };
    };
    listApiKeyPairs: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of an earlier answer, or several. When one fits, there is nothing new: 304.
                 * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The pairs of keys, in the order of their ids. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description A strong validator of the document, the same for XML and JSON; of one object, its `digest` in quotes.
                     * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                     */
                    ETag?: string;
                    /**
                     * @description The language of messages. Always `en`.
                     * @example en
                     */
                    "Content-Language"?: string;
                    /**
                     * @description `private, no-cache`: what is for one user is asked for again each time, under its `ETag`. `private, no-store` where it
                     *     holds secret keys.
                     * @example private, no-cache
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    /**
                     * @description The body is XML or JSON, by what the client accepts.
                     * @example Accept
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": components["schemas"]["UForgeApiKeyPairs"];
                    "application/json": components["schemas"]["UForgeApiKeyPairsJson"];
                };
            };
            304: components["responses"]["UForgeNotModified"];
            401: components["responses"]["UForgeUnauthorized"];
            /** @description The caller lacks the entitlement `api_key_access`, or is another user than `uid`, be it an administrator. */
            403: components["responses"]["UForgeForbidden"];
            406: components["responses"]["UForgeNotAcceptable"];
        };
    };
    createApiKeyPair: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
            };
            cookie?: never;
        };
        /** @description What to call it. */
        requestBody?: {
            content: {
                "application/xml": components["schemas"]["UForgeApiKeyPairCreate"];
                "application/json": components["schemas"]["UForgeApiKeyPairCreateJson"];
            };
        };
        responses: {
            /** @description The pair of keys. */
            201: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description The absolute URL of what was made.
                     * @example http://127.0.0.1:9292/api/users/john/appliances/21/images/47
                     */
                    Location: string;
                    /**
                     * @description A strong validator of the document, the same for XML and JSON; of one object, its `digest` in quotes.
                     * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                     */
                    ETag?: string;
                    /**
                     * @description When what is in the body last changed, as an HTTP date.
                     * @example Sun, 01 Mar 2026 09:35:00 GMT
                     */
                    "Last-Modified"?: string;
                    /**
                     * @description The language of messages. Always `en`.
                     * @example en
                     */
                    "Content-Language"?: string;
                    /**
                     * @description `private, no-cache`: what is for one user is asked for again each time, under its `ETag`. `private, no-store` where it
                     *     holds secret keys.
                     * @example private, no-cache
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    /**
                     * @description The body is XML or JSON, by what the client accepts.
                     * @example Accept
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": components["schemas"]["UForgeApiKeyPair"];
                    "application/json": components["schemas"]["UForgeApiKeyPairJson"];
                };
            };
            /** @description The body is not well-formed, declares a document type, is another document, or lacks or mistypes a member. */
            400: components["responses"]["UForgeBadRequest"];
            401: components["responses"]["UForgeUnauthorized"];
            /**
             * @description The caller lacks the entitlement `api_key_access`, is another user than `uid`, be it an administrator, or has as
             *     many pairs as `apiKeysQuota` allows.
             */
            403: components["responses"]["UForgeForbidden"];
            406: components["responses"]["UForgeNotAcceptable"];
            413: components["responses"]["UForgeContentTooLarge"];
            415: components["responses"]["UForgeUnsupportedMediaType"];
        };
    };
    updateApiKeyPair: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
                /**
                 * @description The `dbId` of a pair of API keys. Any text is legal; an unknown one is 404.
                 * @example 3
                 */
                akid: components["parameters"]["UForgeAkid"];
            };
            cookie?: never;
        };
        /** @description What to call it from now on. */
        requestBody: {
            content: {
                "application/xml": components["schemas"]["UForgeApiKeyPairCreate"];
                "application/json": components["schemas"]["UForgeApiKeyPairCreateJson"];
            };
        };
        responses: {
            /** @description The pair of keys. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description A strong validator of the document, the same for XML and JSON; of one object, its `digest` in quotes.
                     * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                     */
                    ETag?: string;
                    /**
                     * @description When what is in the body last changed, as an HTTP date.
                     * @example Sun, 01 Mar 2026 09:35:00 GMT
                     */
                    "Last-Modified"?: string;
                    /**
                     * @description The language of messages. Always `en`.
                     * @example en
                     */
                    "Content-Language"?: string;
                    /**
                     * @description `private, no-cache`: what is for one user is asked for again each time, under its `ETag`. `private, no-store` where it
                     *     holds secret keys.
                     * @example private, no-cache
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    /**
                     * @description The body is XML or JSON, by what the client accepts.
                     * @example Accept
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": components["schemas"]["UForgeApiKeyPair"];
                    "application/json": components["schemas"]["UForgeApiKeyPairJson"];
                };
            };
            /** @description The body is not well-formed, declares a document type, is another document, or lacks or mistypes a member. */
            400: components["responses"]["UForgeBadRequest"];
            401: components["responses"]["UForgeUnauthorized"];
            /** @description The caller lacks the entitlement `api_key_access`, or is another user than `uid`, be it an administrator. */
            403: components["responses"]["UForgeForbidden"];
            /** @description The user has no such pair. */
            404: components["responses"]["UForgeNotFound"];
            406: components["responses"]["UForgeNotAcceptable"];
            413: components["responses"]["UForgeContentTooLarge"];
            415: components["responses"]["UForgeUnsupportedMediaType"];
        };
    };
    deleteApiKeyPair: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
                /**
                 * @description The `dbId` of a pair of API keys. Any text is legal; an unknown one is 404.
                 * @example 3
                 */
                akid: components["parameters"]["UForgeAkid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The pair is deleted. */
            204: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["UForgeUnauthorized"];
            /** @description The caller lacks the entitlement `api_key_access`, or is another user than `uid`. */
            403: components["responses"]["UForgeForbidden"];
            /** @description The user has no such pair. */
            404: components["responses"]["UForgeNotFound"];
        };
    };
    listAppliances: {
        parameters: {
            query?: {
                /**
                 * @description Only items for which this holds, in FIQL: `name=='web*';version=='1.0'`. `==`, `!=`, `=lt=`, `=le=`, `=gt=` and `=ge=`
                 *     compare a member that has one value; `;` is and, `,` is or, and there are brackets. `*` stands for any text in a
                 *     value.
                 * @example name=='web*'
                 */
                query?: components["parameters"]["UForgeQuery"];
                /**
                 * @description The member to order by, one that has one value; `dbId` when left out.
                 * @example created
                 */
                orderBy?: components["parameters"]["UForgeOrderBy"];
                /**
                 * @description Whether the last comes first: `true` or `false`, in any case; false when left out.
                 * @example True
                 */
                descending?: components["parameters"]["UForgeDescending"];
                /**
                 * @description How many to return, an integer from 0; all when left out. `total` counts what matches in any case.
                 * @example 10
                 */
                count?: components["parameters"]["UForgeCount"];
                /**
                 * @description How many to pass over, an integer from 0.
                 * @example 20
                 */
                offset?: components["parameters"]["UForgeOffset"];
            };
            header?: {
                /**
                 * @description The `ETag` of an earlier answer, or several. When one fits, there is nothing new: 304.
                 * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The appliances that match. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description A strong validator of the document, the same for XML and JSON; of one object, its `digest` in quotes.
                     * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                     */
                    ETag?: string;
                    /**
                     * @description The language of messages. Always `en`.
                     * @example en
                     */
                    "Content-Language"?: string;
                    /**
                     * @description `private, no-cache`: what is for one user is asked for again each time, under its `ETag`. `private, no-store` where it
                     *     holds secret keys.
                     * @example private, no-cache
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    /**
                     * @description The body is XML or JSON, by what the client accepts.
                     * @example Accept
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": components["schemas"]["UForgeAppliances"];
                    "application/json": components["schemas"]["UForgeAppliancesJson"];
                };
            };
            304: components["responses"]["UForgeNotModified"];
            /**
             * @description `query` is not FIQL, compares a member that there is not, or one with what it cannot be; `orderBy` is no member;
             *     `descending`, `count` or `offset` has a value that it does not know.
             */
            400: components["responses"]["UForgeBadRequest"];
            401: components["responses"]["UForgeUnauthorized"];
            /** @description The caller is another user than `uid`, and no administrator. */
            403: components["responses"]["UForgeForbidden"];
            /** @description There is no such user. */
            404: components["responses"]["UForgeNotFound"];
            406: components["responses"]["UForgeNotAcceptable"];
        };
    };
    createAppliance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
            };
            cookie?: never;
        };
        /** @description The appliance. What else appliances have may be there too, and counts for nothing. */
        requestBody: {
            content: {
                "application/xml": components["schemas"]["UForgeApplianceCreate"];
                "application/json": components["schemas"]["UForgeApplianceCreateJson"];
            };
        };
        responses: {
            /** @description The appliance. */
            201: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description The absolute URL of what was made.
                     * @example http://127.0.0.1:9292/api/users/john/appliances/21/images/47
                     */
                    Location: string;
                    /**
                     * @description A strong validator of the document, the same for XML and JSON; of one object, its `digest` in quotes.
                     * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                     */
                    ETag?: string;
                    /**
                     * @description When what is in the body last changed, as an HTTP date.
                     * @example Sun, 01 Mar 2026 09:35:00 GMT
                     */
                    "Last-Modified"?: string;
                    /**
                     * @description The language of messages. Always `en`.
                     * @example en
                     */
                    "Content-Language"?: string;
                    /**
                     * @description `private, no-cache`: what is for one user is asked for again each time, under its `ETag`. `private, no-store` where it
                     *     holds secret keys.
                     * @example private, no-cache
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    /**
                     * @description The body is XML or JSON, by what the client accepts.
                     * @example Accept
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": components["schemas"]["UForgeAppliance"];
                    "application/json": components["schemas"]["UForgeApplianceJson"];
                };
            };
            /**
             * @description The body is not well-formed, declares a document type, is another document, or lacks or mistypes a member; or
             *     `distributionUri` names no image that is active, visible to the caller, and a disk of its own.
             */
            400: components["responses"]["UForgeBadRequest"];
            401: components["responses"]["UForgeUnauthorized"];
            /**
             * @description The caller lacks the entitlement `appliance_create`, is another user than `uid`, or may not download the image
             *     that `distributionUri` names.
             */
            403: components["responses"]["UForgeForbidden"];
            /** @description There is no such user. */
            404: components["responses"]["UForgeNotFound"];
            406: components["responses"]["UForgeNotAcceptable"];
            413: components["responses"]["UForgeContentTooLarge"];
            415: components["responses"]["UForgeUnsupportedMediaType"];
        };
    };
    showAppliance: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of an earlier answer, or several. When one fits, there is nothing new: 304.
                 * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description `Last-Modified` of an earlier answer. When nothing changed since, 304. Does not count beside `If-None-Match`.
                 * @example Sun, 01 Mar 2026 09:35:00 GMT
                 */
                "If-Modified-Since"?: components["parameters"]["IfModifiedSince"];
            };
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
                /**
                 * @description The `dbId` of an appliance. Any text is legal; an unknown one is 404.
                 * @example 21
                 */
                aid: components["parameters"]["UForgeAid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The appliance. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description A strong validator of the document, the same for XML and JSON; of one object, its `digest` in quotes.
                     * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                     */
                    ETag?: string;
                    /**
                     * @description When what is in the body last changed, as an HTTP date.
                     * @example Sun, 01 Mar 2026 09:35:00 GMT
                     */
                    "Last-Modified"?: string;
                    /**
                     * @description The language of messages. Always `en`.
                     * @example en
                     */
                    "Content-Language"?: string;
                    /**
                     * @description `private, no-cache`: what is for one user is asked for again each time, under its `ETag`. `private, no-store` where it
                     *     holds secret keys.
                     * @example private, no-cache
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    /**
                     * @description The body is XML or JSON, by what the client accepts.
                     * @example Accept
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": components["schemas"]["UForgeAppliance"];
                    "application/json": components["schemas"]["UForgeApplianceJson"];
                };
            };
            304: components["responses"]["UForgeNotModified"];
            401: components["responses"]["UForgeUnauthorized"];
            /** @description The caller is another user than `uid`, and no administrator. */
            403: components["responses"]["UForgeForbidden"];
            /** @description There is no such user, or no such appliance of this user. */
            404: components["responses"]["UForgeNotFound"];
            406: components["responses"]["UForgeNotAcceptable"];
        };
    };
    deleteAppliance: {
        parameters: {
            query?: {
                /**
                 * @description Whether what is being generated is cancelled first: `true` or `false`, in any case; false when left out.
                 * @example True
                 */
                force?: components["parameters"]["UForgeForce"];
            };
            header?: never;
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
                /**
                 * @description The `dbId` of an appliance. Any text is legal; an unknown one is 404.
                 * @example 21
                 */
                aid: components["parameters"]["UForgeAid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The appliance is deleted. */
            204: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `force` is neither true nor false. */
            400: components["responses"]["UForgeBadRequest"];
            401: components["responses"]["UForgeUnauthorized"];
            /**
             * @description The caller lacks the entitlement `appliance_create`, is another user than `uid`, or may not delete an image of
             *     the catalogue that would go too, be it that it is protected.
             */
            403: components["responses"]["UForgeForbidden"];
            /** @description There is no such user, or no such appliance of this user. */
            404: components["responses"]["UForgeNotFound"];
            /** @description A machine image of the appliance is being generated, and `force` is not set; or the image of one is in use. */
            409: components["responses"]["UForgeConflict"];
        };
    };
    createOsProfile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
                /**
                 * @description The `dbId` of an appliance. Any text is legal; an unknown one is 404.
                 * @example 21
                 */
                aid: components["parameters"]["UForgeAid"];
            };
            cookie?: never;
        };
        /** @description The profile. */
        requestBody: {
            content: {
                "application/xml": components["schemas"]["UForgeDistribProfileCreate"];
                "application/json": components["schemas"]["UForgeDistribProfileCreateJson"];
            };
        };
        responses: {
            /** @description The profile. */
            201: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description The absolute URL of what was made.
                     * @example http://127.0.0.1:9292/api/users/john/appliances/21/images/47
                     */
                    Location: string;
                    /**
                     * @description A strong validator of the document, the same for XML and JSON; of one object, its `digest` in quotes.
                     * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                     */
                    ETag?: string;
                    /**
                     * @description When what is in the body last changed, as an HTTP date.
                     * @example Sun, 01 Mar 2026 09:35:00 GMT
                     */
                    "Last-Modified"?: string;
                    /**
                     * @description The language of messages. Always `en`.
                     * @example en
                     */
                    "Content-Language"?: string;
                    /**
                     * @description `private, no-cache`: what is for one user is asked for again each time, under its `ETag`. `private, no-store` where it
                     *     holds secret keys.
                     * @example private, no-cache
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    /**
                     * @description The body is XML or JSON, by what the client accepts.
                     * @example Accept
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": components["schemas"]["UForgeDistribProfile"];
                    "application/json": components["schemas"]["UForgeDistribProfileJson"];
                };
            };
            /** @description The body is not well-formed, declares a document type, is another document, or lacks or mistypes a member. */
            400: components["responses"]["UForgeBadRequest"];
            401: components["responses"]["UForgeUnauthorized"];
            /** @description The caller lacks the entitlement `appliance_create`, or is another user than `uid`. */
            403: components["responses"]["UForgeForbidden"];
            /** @description There is no such user, or no such appliance of this user. */
            404: components["responses"]["UForgeNotFound"];
            406: components["responses"]["UForgeNotAcceptable"];
            413: components["responses"]["UForgeContentTooLarge"];
            415: components["responses"]["UForgeUnsupportedMediaType"];
        };
    };
    showInstallProfile: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of an earlier answer, or several. When one fits, there is nothing new: 304.
                 * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description `Last-Modified` of an earlier answer. When nothing changed since, 304. Does not count beside `If-None-Match`.
                 * @example Sun, 01 Mar 2026 09:35:00 GMT
                 */
                "If-Modified-Since"?: components["parameters"]["IfModifiedSince"];
            };
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
                /**
                 * @description The `dbId` of an appliance. Any text is legal; an unknown one is 404.
                 * @example 21
                 */
                aid: components["parameters"]["UForgeAid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The profile. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description A strong validator of the document, the same for XML and JSON; of one object, its `digest` in quotes.
                     * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                     */
                    ETag?: string;
                    /**
                     * @description When what is in the body last changed, as an HTTP date.
                     * @example Sun, 01 Mar 2026 09:35:00 GMT
                     */
                    "Last-Modified"?: string;
                    /**
                     * @description The language of messages. Always `en`.
                     * @example en
                     */
                    "Content-Language"?: string;
                    /**
                     * @description `private, no-cache`: what is for one user is asked for again each time, under its `ETag`. `private, no-store` where it
                     *     holds secret keys.
                     * @example private, no-cache
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    /**
                     * @description The body is XML or JSON, by what the client accepts.
                     * @example Accept
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": components["schemas"]["UForgeInstallProfile"];
                    "application/json": components["schemas"]["UForgeInstallProfileJson"];
                };
            };
            304: components["responses"]["UForgeNotModified"];
            401: components["responses"]["UForgeUnauthorized"];
            /** @description The caller is another user than `uid`, and no administrator. */
            403: components["responses"]["UForgeForbidden"];
            /** @description There is no such user, or no such appliance of this user. */
            404: components["responses"]["UForgeNotFound"];
            406: components["responses"]["UForgeNotAcceptable"];
        };
    };
    listMachineImages: {
        parameters: {
            query?: {
                /**
                 * @description Only items for which this holds, in FIQL: `name=='web*';version=='1.0'`. `==`, `!=`, `=lt=`, `=le=`, `=gt=` and `=ge=`
                 *     compare a member that has one value; `;` is and, `,` is or, and there are brackets. `*` stands for any text in a
                 *     value.
                 * @example name=='web*'
                 */
                query?: components["parameters"]["UForgeQuery"];
                /**
                 * @description The member to order by, one that has one value; `dbId` when left out.
                 * @example created
                 */
                orderBy?: components["parameters"]["UForgeOrderBy"];
                /**
                 * @description Whether the last comes first: `true` or `false`, in any case; false when left out.
                 * @example True
                 */
                descending?: components["parameters"]["UForgeDescending"];
                /**
                 * @description How many to return, an integer from 0; all when left out. `total` counts what matches in any case.
                 * @example 10
                 */
                count?: components["parameters"]["UForgeCount"];
                /**
                 * @description How many to pass over, an integer from 0.
                 * @example 20
                 */
                offset?: components["parameters"]["UForgeOffset"];
            };
            header?: {
                /**
                 * @description The `ETag` of an earlier answer, or several. When one fits, there is nothing new: 304.
                 * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
                /**
                 * @description The `dbId` of an appliance. Any text is legal; an unknown one is 404.
                 * @example 21
                 */
                aid: components["parameters"]["UForgeAid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The machine images that match. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description A strong validator of the document, the same for XML and JSON; of one object, its `digest` in quotes.
                     * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                     */
                    ETag?: string;
                    /**
                     * @description The language of messages. Always `en`.
                     * @example en
                     */
                    "Content-Language"?: string;
                    /**
                     * @description `private, no-cache`: what is for one user is asked for again each time, under its `ETag`. `private, no-store` where it
                     *     holds secret keys.
                     * @example private, no-cache
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    /**
                     * @description The body is XML or JSON, by what the client accepts.
                     * @example Accept
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": components["schemas"]["UForgeImages"];
                    "application/json": components["schemas"]["UForgeImagesJson"];
                };
            };
            304: components["responses"]["UForgeNotModified"];
            /**
             * @description `query` is not FIQL, compares a member that there is not, or one with what it cannot be; `orderBy` is no member;
             *     `descending`, `count` or `offset` has a value that it does not know.
             */
            400: components["responses"]["UForgeBadRequest"];
            401: components["responses"]["UForgeUnauthorized"];
            /** @description The caller is another user than `uid`, and no administrator. */
            403: components["responses"]["UForgeForbidden"];
            /** @description There is no such user, or no such appliance of this user. */
            404: components["responses"]["UForgeNotFound"];
            406: components["responses"]["UForgeNotAcceptable"];
        };
    };
    generateMachineImage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
                /**
                 * @description The `dbId` of an appliance. Any text is legal; an unknown one is 404.
                 * @example 21
                 */
                aid: components["parameters"]["UForgeAid"];
            };
            cookie?: never;
        };
        /** @description What to generate. What else machine images have may be there too, and counts for nothing. */
        requestBody: {
            content: {
                "application/xml": components["schemas"]["UForgeImageCreate"];
                "application/json": components["schemas"]["UForgeImageCreateJson"];
            };
        };
        responses: {
            /** @description The ticket. */
            201: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description The absolute URL of what was made.
                     * @example http://127.0.0.1:9292/api/users/john/appliances/21/images/47
                     */
                    Location: string;
                    /**
                     * @description A strong validator of the document, the same for XML and JSON; of one object, its `digest` in quotes.
                     * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                     */
                    ETag?: string;
                    /**
                     * @description When what is in the body last changed, as an HTTP date.
                     * @example Sun, 01 Mar 2026 09:35:00 GMT
                     */
                    "Last-Modified"?: string;
                    /**
                     * @description The language of messages. Always `en`.
                     * @example en
                     */
                    "Content-Language"?: string;
                    /**
                     * @description `private, no-cache`: what is for one user is asked for again each time, under its `ETag`. `private, no-store` where it
                     *     holds secret keys.
                     * @example private, no-cache
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    /**
                     * @description The body is XML or JSON, by what the client accepts.
                     * @example Accept
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": components["schemas"]["UForgeImage"];
                    "application/json": components["schemas"]["UForgeImageJson"];
                };
            };
            /**
             * @description The body is not well-formed, declares a document type, is another document, or lacks or mistypes a member; the
             *     appliance has no operating-system profile, or its image in the catalogue is not there for the caller any more,
             *     or not active; or there is no `targetFormat`, an unknown one, or one that this server lacks the converter for.
             */
            400: components["responses"]["UForgeBadRequest"];
            401: components["responses"]["UForgeUnauthorized"];
            /**
             * @description The caller lacks the entitlement `image_generate`, is another user than `uid`, or may not download the image of
             *     the appliance or make images in its project.
             */
            403: components["responses"]["UForgeForbidden"];
            /** @description There is no such user, or no such appliance of this user. */
            404: components["responses"]["UForgeNotFound"];
            406: components["responses"]["UForgeNotAcceptable"];
            413: components["responses"]["UForgeContentTooLarge"];
            415: components["responses"]["UForgeUnsupportedMediaType"];
        };
    };
    deleteAllMachineImages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
                /**
                 * @description The `dbId` of an appliance. Any text is legal; an unknown one is 404.
                 * @example 21
                 */
                aid: components["parameters"]["UForgeAid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There are none left, or there were none. */
            204: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["UForgeUnauthorized"];
            /**
             * @description The caller lacks the entitlement `appliance_create`, is another user than `uid`, or may not delete an image of
             *     the catalogue that would go too, be it that it is protected.
             */
            403: components["responses"]["UForgeForbidden"];
            /** @description There is no such user, or no such appliance of this user. */
            404: components["responses"]["UForgeNotFound"];
            /** @description The image of one of them is in use. */
            409: components["responses"]["UForgeConflict"];
        };
    };
    listMachineImageStatuses: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of an earlier answer, or several. When one fits, there is nothing new: 304.
                 * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
                /**
                 * @description The `dbId` of an appliance. Any text is legal; an unknown one is 404.
                 * @example 21
                 */
                aid: components["parameters"]["UForgeAid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The statuses, in the order of the machine images. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description A strong validator of the document, the same for XML and JSON; of one object, its `digest` in quotes.
                     * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                     */
                    ETag?: string;
                    /**
                     * @description The language of messages. Always `en`.
                     * @example en
                     */
                    "Content-Language"?: string;
                    /**
                     * @description `private, no-cache`: what is for one user is asked for again each time, under its `ETag`. `private, no-store` where it
                     *     holds secret keys.
                     * @example private, no-cache
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    /**
                     * @description The body is XML or JSON, by what the client accepts.
                     * @example Accept
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": components["schemas"]["UForgeStatuses"];
                    "application/json": components["schemas"]["UForgeStatusesJson"];
                };
            };
            304: components["responses"]["UForgeNotModified"];
            401: components["responses"]["UForgeUnauthorized"];
            /** @description The caller is another user than `uid`, and no administrator. */
            403: components["responses"]["UForgeForbidden"];
            /** @description There is no such user, or no such appliance of this user. */
            404: components["responses"]["UForgeNotFound"];
            406: components["responses"]["UForgeNotAcceptable"];
        };
    };
    showMachineImage: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of an earlier answer, or several. When one fits, there is nothing new: 304.
                 * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description `Last-Modified` of an earlier answer. When nothing changed since, 304. Does not count beside `If-None-Match`.
                 * @example Sun, 01 Mar 2026 09:35:00 GMT
                 */
                "If-Modified-Since"?: components["parameters"]["IfModifiedSince"];
            };
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
                /**
                 * @description The `dbId` of an appliance. Any text is legal; an unknown one is 404.
                 * @example 21
                 */
                aid: components["parameters"]["UForgeAid"];
                /**
                 * @description The `dbId` of a machine image. Any text is legal; an unknown one is 404.
                 * @example 47
                 */
                itid: components["parameters"]["UForgeItid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The machine image. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description A strong validator of the document, the same for XML and JSON; of one object, its `digest` in quotes.
                     * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                     */
                    ETag?: string;
                    /**
                     * @description When what is in the body last changed, as an HTTP date.
                     * @example Sun, 01 Mar 2026 09:35:00 GMT
                     */
                    "Last-Modified"?: string;
                    /**
                     * @description The language of messages. Always `en`.
                     * @example en
                     */
                    "Content-Language"?: string;
                    /**
                     * @description `private, no-cache`: what is for one user is asked for again each time, under its `ETag`. `private, no-store` where it
                     *     holds secret keys.
                     * @example private, no-cache
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    /**
                     * @description The body is XML or JSON, by what the client accepts.
                     * @example Accept
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": components["schemas"]["UForgeImage"];
                    "application/json": components["schemas"]["UForgeImageJson"];
                };
            };
            304: components["responses"]["UForgeNotModified"];
            401: components["responses"]["UForgeUnauthorized"];
            /** @description The caller is another user than `uid`, and no administrator. */
            403: components["responses"]["UForgeForbidden"];
            /** @description There is no such user, appliance of this user, or machine image of this appliance. */
            404: components["responses"]["UForgeNotFound"];
            406: components["responses"]["UForgeNotAcceptable"];
        };
    };
    regenerateMachineImage: {
        parameters: {
            query?: {
                /**
                 * @description Whether what is being generated is cancelled first: `true` or `false`, in any case; false when left out.
                 * @example True
                 */
                force?: components["parameters"]["UForgeForce"];
            };
            header?: never;
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
                /**
                 * @description The `dbId` of an appliance. Any text is legal; an unknown one is 404.
                 * @example 21
                 */
                aid: components["parameters"]["UForgeAid"];
                /**
                 * @description The `dbId` of a machine image. Any text is legal; an unknown one is 404.
                 * @example 47
                 */
                itid: components["parameters"]["UForgeItid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ticket. */
            201: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description The absolute URL of what was made.
                     * @example http://127.0.0.1:9292/api/users/john/appliances/21/images/47
                     */
                    Location: string;
                    /**
                     * @description A strong validator of the document, the same for XML and JSON; of one object, its `digest` in quotes.
                     * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                     */
                    ETag?: string;
                    /**
                     * @description When what is in the body last changed, as an HTTP date.
                     * @example Sun, 01 Mar 2026 09:35:00 GMT
                     */
                    "Last-Modified"?: string;
                    /**
                     * @description The language of messages. Always `en`.
                     * @example en
                     */
                    "Content-Language"?: string;
                    /**
                     * @description `private, no-cache`: what is for one user is asked for again each time, under its `ETag`. `private, no-store` where it
                     *     holds secret keys.
                     * @example private, no-cache
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    /**
                     * @description The body is XML or JSON, by what the client accepts.
                     * @example Accept
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": components["schemas"]["UForgeImage"];
                    "application/json": components["schemas"]["UForgeImageJson"];
                };
            };
            /**
             * @description `force` is neither true nor false; or the appliance cannot be generated, for a reason that would keep it from
             *     being generated the first time too.
             */
            400: components["responses"]["UForgeBadRequest"];
            401: components["responses"]["UForgeUnauthorized"];
            /**
             * @description The caller lacks the entitlement `image_generate`, is another user than `uid`, or may not download the image of
             *     the appliance or make images in its project.
             */
            403: components["responses"]["UForgeForbidden"];
            /** @description There is no such user, appliance of this user, or machine image of this appliance. */
            404: components["responses"]["UForgeNotFound"];
            406: components["responses"]["UForgeNotAcceptable"];
            /** @description This machine image is being generated, and `force` is not set. */
            409: components["responses"]["UForgeConflict"];
        };
    };
    deleteMachineImage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
                /**
                 * @description The `dbId` of an appliance. Any text is legal; an unknown one is 404.
                 * @example 21
                 */
                aid: components["parameters"]["UForgeAid"];
                /**
                 * @description The `dbId` of a machine image. Any text is legal; an unknown one is 404.
                 * @example 47
                 */
                itid: components["parameters"]["UForgeItid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The machine image is deleted. */
            204: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["UForgeUnauthorized"];
            /**
             * @description The caller lacks the entitlement `appliance_create`, is another user than `uid`, or may not delete an image of
             *     the catalogue that would go too, be it that it is protected.
             */
            403: components["responses"]["UForgeForbidden"];
            /** @description There is no such user, appliance of this user, or machine image of this appliance. */
            404: components["responses"]["UForgeNotFound"];
            /** @description Its image in the catalogue is in use. */
            409: components["responses"]["UForgeConflict"];
        };
    };
    showMachineImageStatus: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of an earlier answer, or several. When one fits, there is nothing new: 304.
                 * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description `Last-Modified` of an earlier answer. When nothing changed since, 304. Does not count beside `If-None-Match`.
                 * @example Sun, 01 Mar 2026 09:35:00 GMT
                 */
                "If-Modified-Since"?: components["parameters"]["IfModifiedSince"];
            };
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
                /**
                 * @description The `dbId` of an appliance. Any text is legal; an unknown one is 404.
                 * @example 21
                 */
                aid: components["parameters"]["UForgeAid"];
                /**
                 * @description The `dbId` of a machine image. Any text is legal; an unknown one is 404.
                 * @example 47
                 */
                itid: components["parameters"]["UForgeItid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The status. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description A strong validator of the document, the same for XML and JSON; of one object, its `digest` in quotes.
                     * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                     */
                    ETag?: string;
                    /**
                     * @description When what is in the body last changed, as an HTTP date.
                     * @example Sun, 01 Mar 2026 09:35:00 GMT
                     */
                    "Last-Modified"?: string;
                    /**
                     * @description The language of messages. Always `en`.
                     * @example en
                     */
                    "Content-Language"?: string;
                    /**
                     * @description `private, no-cache`: what is for one user is asked for again each time, under its `ETag`. `private, no-store` where it
                     *     holds secret keys.
                     * @example private, no-cache
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    /**
                     * @description The body is XML or JSON, by what the client accepts.
                     * @example Accept
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": components["schemas"]["UForgeStatus"];
                    "application/json": components["schemas"]["UForgeStatusJson"];
                };
            };
            304: components["responses"]["UForgeNotModified"];
            401: components["responses"]["UForgeUnauthorized"];
            /** @description The caller is another user than `uid`, and no administrator. */
            403: components["responses"]["UForgeForbidden"];
            /** @description There is no such user, appliance of this user, or machine image of this appliance. */
            404: components["responses"]["UForgeNotFound"];
            406: components["responses"]["UForgeNotAcceptable"];
        };
    };
    cancelMachineImageGeneration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
                /**
                 * @description The `dbId` of an appliance. Any text is legal; an unknown one is 404.
                 * @example 21
                 */
                aid: components["parameters"]["UForgeAid"];
                /**
                 * @description The `dbId` of a machine image. Any text is legal; an unknown one is 404.
                 * @example 47
                 */
                itid: components["parameters"]["UForgeItid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The generation is cancelled, or was before. */
            204: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The generation is over: it is complete, or it failed. */
            400: components["responses"]["UForgeBadRequest"];
            401: components["responses"]["UForgeUnauthorized"];
            /** @description The caller lacks the entitlement `image_generate`, or is another user than `uid`. */
            403: components["responses"]["UForgeForbidden"];
            /** @description There is no such user, appliance of this user, or machine image of this appliance. */
            404: components["responses"]["UForgeNotFound"];
        };
    };
    listMachineImagePackages: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of an earlier answer, or several. When one fits, there is nothing new: 304.
                 * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
                /**
                 * @description The `dbId` of an appliance. Any text is legal; an unknown one is 404.
                 * @example 21
                 */
                aid: components["parameters"]["UForgeAid"];
                /**
                 * @description The `dbId` of a machine image. Any text is legal; an unknown one is 404.
                 * @example 47
                 */
                itid: components["parameters"]["UForgeItid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An empty list. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description A strong validator of the document, the same for XML and JSON; of one object, its `digest` in quotes.
                     * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                     */
                    ETag?: string;
                    /**
                     * @description The language of messages. Always `en`.
                     * @example en
                     */
                    "Content-Language"?: string;
                    /**
                     * @description `private, no-cache`: what is for one user is asked for again each time, under its `ETag`. `private, no-store` where it
                     *     holds secret keys.
                     * @example private, no-cache
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    /**
                     * @description The body is XML or JSON, by what the client accepts.
                     * @example Accept
                     */
                    Vary?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/xml": components["schemas"]["UForgeImagePkgs"];
                    "application/json": components["schemas"]["UForgeImagePkgsJson"];
                };
            };
            304: components["responses"]["UForgeNotModified"];
            401: components["responses"]["UForgeUnauthorized"];
            /** @description The caller is another user than `uid`, and no administrator. */
            403: components["responses"]["UForgeForbidden"];
            /** @description There is no such user, appliance of this user, or machine image of this appliance. */
            404: components["responses"]["UForgeNotFound"];
            406: components["responses"]["UForgeNotAcceptable"];
        };
    };
    downloadMachineImage: {
        parameters: {
            query?: {
                /**
                 * @description `downloadKey` of the machine image, in place of credentials. A secret: it is never logged, nor repeated in a refusal.
                 * @example e662d401bd7313b9db1fa9d50ce3b85f
                 */
                downloadId?: components["parameters"]["DownloadId"];
            };
            header?: {
                /**
                 * @description One range of bytes: `bytes=0-99`, `bytes=100-` or `bytes=-100`.
                 * @example bytes=0-1048575
                 */
                Range?: components["parameters"]["Range"];
                /**
                 * @description The `ETag` of an earlier answer. When it no longer fits, the whole file is returned instead of the range.
                 * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                 */
                "If-Range"?: components["parameters"]["IfRange"];
                /**
                 * @description The `ETag` of an earlier answer, or several. When one fits, there is nothing new: 304.
                 * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description `Last-Modified` of an earlier answer. When nothing changed since, 304. Does not count beside `If-None-Match`.
                 * @example Sun, 01 Mar 2026 09:35:00 GMT
                 */
                "If-Modified-Since"?: components["parameters"]["IfModifiedSince"];
            };
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
                /**
                 * @description The `dbId` of an appliance. Any text is legal; an unknown one is 404.
                 * @example 21
                 */
                aid: components["parameters"]["UForgeAid"];
                /**
                 * @description The `dbId` of a machine image. Any text is legal; an unknown one is 404.
                 * @example 47
                 */
                itid: components["parameters"]["UForgeItid"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole archive. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description Number of bytes in this body.
                     * @example 13287936
                     */
                    "Content-Length": number;
                    /**
                     * @description A strong validator of the bytes, for `If-Range`.
                     * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                     */
                    ETag?: string;
                    /**
                     * @description When what is in the body last changed, as an HTTP date.
                     * @example Sun, 01 Mar 2026 09:35:00 GMT
                     */
                    "Last-Modified"?: string;
                    /**
                     * @description That it is to be kept as a file, and under which name.
                     * @example attachment; filename="web_1.0rev1_qcow2.tar.gz"
                     */
                    "Content-Disposition"?: string;
                    /**
                     * @description Always `bytes`.
                     * @example bytes
                     */
                    "Accept-Ranges"?: string;
                    /**
                     * @description `private, no-store` where a key was used, which lets one reader through; `private, no-cache` otherwise.
                     * @example private, no-store
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/gzip": unknown;
                };
            };
            /** @description The range that was asked for, or the rest of a delivery that broke, or lost its tail. */
            206: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description Number of bytes in this body.
                     * @example 13287936
                     */
                    "Content-Length": number;
                    /**
                     * @description Which bytes these are, and the size of the whole image.
                     * @example bytes 0-1048575/13287936
                     */
                    "Content-Range": string;
                    /**
                     * @description A strong validator of the bytes, for `If-Range`.
                     * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                     */
                    ETag?: string;
                    /**
                     * @description When what is in the body last changed, as an HTTP date.
                     * @example Sun, 01 Mar 2026 09:35:00 GMT
                     */
                    "Last-Modified"?: string;
                    /**
                     * @description That it is to be kept as a file, and under which name.
                     * @example attachment; filename="web_1.0rev1_qcow2.tar.gz"
                     */
                    "Content-Disposition"?: string;
                    /**
                     * @description Always `bytes`.
                     * @example bytes
                     */
                    "Accept-Ranges"?: string;
                    /**
                     * @description `private, no-store` where a key was used, which lets one reader through; `private, no-cache` otherwise.
                     * @example private, no-store
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/gzip": unknown;
                };
            };
            304: components["responses"]["UForgeFileNotModified"];
            /**
             * @description The generation is not over, failed or was cancelled; or the machine image was generated without `compress`. Only
             *     who may see the machine image is told. Or `Range` asks for several parts.
             */
            400: components["responses"]["UForgeBadRequest"];
            /**
             * @description The request has neither credentials nor a `downloadId`; the credentials are not good; or the `downloadId` is not
             *     that of this machine image, is used, or expired. The answer is the same whatever is wrong with it.
             */
            401: components["responses"]["UForgeUnauthorized"];
            /** @description The caller is another user than `uid`, and no administrator. */
            403: components["responses"]["UForgeForbidden"];
            /**
             * @description There is no such user, appliance of this user, or machine image of this appliance. Or its file was deleted, with
             *     the image of the catalogue that has it.
             */
            404: components["responses"]["UForgeNotFound"];
            416: components["responses"]["UForgeRangeNotSatisfiable"];
        };
    };
    downloadMachineImageFile: {
        parameters: {
            query?: {
                /**
                 * @description `downloadKey` of the machine image, in place of credentials. A secret: it is never logged, nor repeated in a refusal.
                 * @example e662d401bd7313b9db1fa9d50ce3b85f
                 */
                downloadId?: components["parameters"]["DownloadId"];
            };
            header?: {
                /**
                 * @description One range of bytes: `bytes=0-99`, `bytes=100-` or `bytes=-100`.
                 * @example bytes=0-1048575
                 */
                Range?: components["parameters"]["Range"];
                /**
                 * @description The `ETag` of an earlier answer. When it no longer fits, the whole file is returned instead of the range.
                 * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                 */
                "If-Range"?: components["parameters"]["IfRange"];
                /**
                 * @description The `ETag` of an earlier answer, or several. When one fits, there is nothing new: 304.
                 * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description `Last-Modified` of an earlier answer. When nothing changed since, 304. Does not count beside `If-None-Match`.
                 * @example Sun, 01 Mar 2026 09:35:00 GMT
                 */
                "If-Modified-Since"?: components["parameters"]["IfModifiedSince"];
            };
            path: {
                /**
                 * @description The login name of a user.
                 * @example john
                 */
                uid: components["parameters"]["UForgeUid"];
                /**
                 * @description The `dbId` of an appliance. Any text is legal; an unknown one is 404.
                 * @example 21
                 */
                aid: components["parameters"]["UForgeAid"];
                /**
                 * @description The `dbId` of a machine image. Any text is legal; an unknown one is 404.
                 * @example 47
                 */
                itid: components["parameters"]["UForgeItid"];
                /**
                 * @description `fileName` of the machine image.
                 * @example web_1.0rev1_qcow2.tar.gz
                 */
                fileName: components["parameters"]["UForgeFileName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole archive. */
            200: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description Number of bytes in this body.
                     * @example 13287936
                     */
                    "Content-Length": number;
                    /**
                     * @description A strong validator of the bytes, for `If-Range`.
                     * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                     */
                    ETag?: string;
                    /**
                     * @description When what is in the body last changed, as an HTTP date.
                     * @example Sun, 01 Mar 2026 09:35:00 GMT
                     */
                    "Last-Modified"?: string;
                    /**
                     * @description That it is to be kept as a file, and under which name.
                     * @example attachment; filename="web_1.0rev1_qcow2.tar.gz"
                     */
                    "Content-Disposition"?: string;
                    /**
                     * @description Always `bytes`.
                     * @example bytes
                     */
                    "Accept-Ranges"?: string;
                    /**
                     * @description `private, no-store` where a key was used, which lets one reader through; `private, no-cache` otherwise.
                     * @example private, no-store
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/gzip": unknown;
                };
            };
            /** @description The range that was asked for, or the rest of a delivery that broke, or lost its tail. */
            206: {
                headers: {
                    /**
                     * @description Names the request in logs: `req-` and a UUID.
                     * @example req-7b2f1f0c-3f0e-4a53-9d3f-3c9d1c8d9a55
                     */
                    "X-Openstack-Request-Id"?: string;
                    /**
                     * @description Number of bytes in this body.
                     * @example 13287936
                     */
                    "Content-Length": number;
                    /**
                     * @description Which bytes these are, and the size of the whole image.
                     * @example bytes 0-1048575/13287936
                     */
                    "Content-Range": string;
                    /**
                     * @description A strong validator of the bytes, for `If-Range`.
                     * @example "b3a1e2fb5d4c1f0a9e8d7c6b5a493827"
                     */
                    ETag?: string;
                    /**
                     * @description When what is in the body last changed, as an HTTP date.
                     * @example Sun, 01 Mar 2026 09:35:00 GMT
                     */
                    "Last-Modified"?: string;
                    /**
                     * @description That it is to be kept as a file, and under which name.
                     * @example attachment; filename="web_1.0rev1_qcow2.tar.gz"
                     */
                    "Content-Disposition"?: string;
                    /**
                     * @description Always `bytes`.
                     * @example bytes
                     */
                    "Accept-Ranges"?: string;
                    /**
                     * @description `private, no-store` where a key was used, which lets one reader through; `private, no-cache` otherwise.
                     * @example private, no-store
                     */
                    "Cache-Control"?: string;
                    /**
                     * @description The version of the platform, as `/api/status` has it.
                     * @example 3.8.13
                     */
                    version?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/gzip": unknown;
                };
            };
            304: components["responses"]["UForgeFileNotModified"];
            /**
             * @description The generation is not over, failed or was cancelled; or the machine image was generated without `compress`. Only
             *     who may see the machine image is told. Or `Range` asks for several parts.
             */
            400: components["responses"]["UForgeBadRequest"];
            /**
             * @description The request has neither credentials nor a `downloadId`; the credentials are not good; or the `downloadId` is not
             *     that of this machine image, is used, or expired. The answer is the same whatever is wrong with it.
             */
            401: components["responses"]["UForgeUnauthorized"];
            /** @description The caller is another user than `uid`, and no administrator. */
            403: components["responses"]["UForgeForbidden"];
            /**
             * @description There is no such user, appliance of this user, or machine image of this appliance; or its file has another name.
             *     Or its file was deleted, with the image of the catalogue that has it.
             */
            404: components["responses"]["UForgeNotFound"];
            416: components["responses"]["UForgeRangeNotSatisfiable"];
        };
    };
}
type WithRequired<T, K extends keyof T> = T & {
    [P in K]-?: T[P];
};

// Made by "npm run api-types" from the served OpenAPI document.
export interface paths {
    "/api/v2.0/oidc-providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The OpenID Connect providers of the registry */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The OpenID Connect providers of the registry */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OidcProvider"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        /** Adds a provider beside the others */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewOidcProvider"];
                };
            };
            responses: {
                /** @description Adds a provider beside the others */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/oidc-providers/{alias}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One provider; primary names the control API's */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    alias: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description One provider; primary names the control API's */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OidcProvider"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        /** Changes a provider; what is absent stays */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    alias: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewOidcProvider"];
                };
            };
            responses: {
                /** @description Changes a provider; what is absent stays */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        /** Removes a provider and keeps its users */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    alias: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Removes a provider and keeps its users */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/oidc-providers/{alias}/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Allowed groups, authorities, parameters, former issuers */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    alias: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OidcProviderOptionsChange"];
                };
            };
            responses: {
                /** @description Allowed groups, authorities, parameters, former issuers */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/sign-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest tries to sign in, the newest first */
        get: {
            parameters: {
                query?: {
                    /** @description only events older than this id */
                    before?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The latest tries to sign in, the newest first */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SignIn"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/users/current/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's sessions */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The caller's sessions */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BrowserSession"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        /** Ends the caller's sessions */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Ends the caller's sessions */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/users/current/sessions/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends one of the caller's sessions */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    session: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Ends one of the caller's sessions */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/users/current/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The providers the caller comes in through */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The providers the caller comes in through */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Identity"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/users/current/identities/{identity}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes a way in away */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    identity: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Takes a way in away */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/users/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A user's sessions */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A user's sessions */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BrowserSession"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        /** Ends a user's sessions */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Ends a user's sessions */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/users/{id}/sessions/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends one of a user's sessions */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    session: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Ends one of a user's sessions */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/users/{id}/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The providers a user comes in through */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The providers a user comes in through */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Identity"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/users/{id}/disabled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether a user is shut out, and why */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Whether a user is shut out, and why */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Disabled"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        /** Shuts a user out, or lets them in again */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DisabledChange"];
                };
            };
            responses: {
                /** @description Shuts a user out, or lets them in again */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/quotas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The quotas of projects; sort by used.storage or hard.storage */
        get: {
            parameters: {
                query?: {
                    /** @description project */
                    reference?: string;
                    /** @description a project's id */
                    reference_id?: string;
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The quotas of projects */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Quota"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/quotas/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        /** The quota of a project, by the project's id */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The quota of a project, by the project's id */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Quota"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        /** Sets what a project may hold, -1 for no limit */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        hard?: components["schemas"]["ResourceList"];
                    };
                };
            };
            responses: {
                /** @description Sets what a project may hold, -1 for no limit */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The version of the API */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The version of the API */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": components["schemas"]["Version"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Answers Pong */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Answers Pong */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": string;
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Health of the parts of the registry */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Health of the parts of the registry */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Health"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/systeminfo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What clients need to know; more for those signed in */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What clients need to know; more for those signed in */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SystemInfo"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/systeminfo/volumes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the plan holds and has left, in bytes */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What the plan holds and has left, in bytes */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Volumes"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many projects and repositories the caller sees */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description How many projects and repositories the caller sees */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Statistics"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/statistics/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Pulls, pushes and storage of the registry by day */
        get: {
            parameters: {
                query?: {
                    /** @description how many days, today included */
                    days?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Pulls, pushes and storage of the registry by day */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StatisticsDay"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/statistics/repositories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The largest repositories of the registry */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The largest repositories of the registry */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RepositorySize"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/statistics/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Pulls, pushes and storage of the project by day */
        get: {
            parameters: {
                query?: {
                    /** @description how many days, today included */
                    days?: number;
                };
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Pulls, pushes and storage of the project by day */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StatisticsDay"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/statistics/repositories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The largest repositories of the project that the caller sees */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                };
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The largest repositories of the project that the caller sees */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RepositorySize"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/users/{id}/rights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a user may do at the moment, and why */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What a user may do at the moment, and why */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UserRights"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/search/all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The first projects, repositories, artifacts and labels that a text may mean, as far as the caller sees them */
        get: {
            parameters: {
                query: {
                    q: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The first projects, repositories, artifacts and labels that a text may mean, as far as the caller sees them */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SearchBox"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Projects and repositories by part of their name, as far as the caller sees them */
        get: {
            parameters: {
                query: {
                    q: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Projects and repositories by part of their name, as far as the caller sees them */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SearchResult"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/system/oidc/ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks a provider for its discovery document */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OidcPing"];
                };
            };
            responses: {
                /** @description Asks a provider for its discovery document */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description This document */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": Record<string, unknown>;
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/configurations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The configuration of the registry */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The configuration of the registry */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Configuration"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        /** Changes some items; those of the provider belong to the control API */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ConfigurationChange"];
                };
            };
            responses: {
                /** @description Changes some items; those of the provider belong to the control API */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/system/gc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Garbage collections of the registry, the latest first */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Garbage collections of the registry, the latest first */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GcHistory"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/system/gc/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The schedule of garbage collection; an empty object without one */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The schedule of garbage collection; an empty object without one */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GcSchedule"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        /** Sets the schedule, or takes it away (None) */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["GcScheduleChange"];
                };
            };
            responses: {
                /** @description Sets the schedule, or takes it away (None) */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        /** Collects garbage now (Manual), or sets the schedule */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["GcScheduleChange"];
                };
            };
            responses: {
                /** @description Asked for, or set */
                201: {
                    headers: {
                        /** @description An absolute path, not a URL */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/system/gc/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A garbage collection */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A garbage collection */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GcHistory"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        /** Stops a garbage collection after its batch */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Stops a garbage collection after its batch */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/system/gc/{id}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a garbage collection did */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What a garbage collection did */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": string;
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/audit-logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The audit log in its older shape */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The audit log in its older shape */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AuditEntry"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/auditlog-exts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The audit log with result, address and agent */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The audit log with result, address and agent */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ExtendedAuditEntry"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/auditlog-exts/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All entries that the query finds, as a file */
        get: {
            parameters: {
                query?: {
                    format?: "csv" | "json";
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description All entries that the query finds, as a file */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/csv": string;
                        "application/json": components["schemas"]["ExtendedAuditEntry"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/audit-log-targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where events of the audit log go besides, and how that goes; Harbor's endpoint is 0 */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Where events of the audit log go besides, and how that goes; Harbor's endpoint is 0 */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AuditTarget"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        /** Names another place for the events */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewAuditTarget"];
                };
            };
            responses: {
                /** @description Names another place for the events */
                201: {
                    headers: {
                        /** @description An absolute path, not a URL */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/audit-log-targets/{target}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them, but Harbor's endpoint */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    target: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description One of them, but Harbor's endpoint */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AuditTarget"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        /** Changes one; an auth_header that is left out stays with its address */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    target: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewAuditTarget"];
                };
            };
            responses: {
                /** @description Changes one; an auth_header that is left out stays with its address */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        /** Removes one, and what waits for it */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    target: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Removes one, and what waits for it */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/audit-log-targets/{target}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends an event that tells of the trial, past the queue */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    target: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Sends an event that tells of the trial, past the queue */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AuditTrial"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/audit-log-targets/{target}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends anew all that was given up */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    target: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Sends anew all that was given up */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AuditReplay"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/auditlog-exts/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The kinds of event the log knows */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The kinds of event the log knows */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AuditEventType"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Users */
        get: {
            parameters: {
                query?: {
                    username?: string;
                    email?: string;
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Users */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["User"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        /** Makes a local user */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewUser"];
                };
            };
            responses: {
                /** @description Makes a local user */
                201: {
                    headers: {
                        /** @description An absolute path, not a URL */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/users/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller; 412 for a robot */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The caller; 412 for a robot */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["User"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/users/current/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the caller may do in a project */
        get: {
            parameters: {
                query?: {
                    scope?: string;
                    relative?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What the caller may do in a project */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Permission"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/users/current/access-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's access tokens, without their secrets */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description One's access tokens, without their secrets */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccessToken"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        /** Makes an access token; its secret is in this answer only */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewAccessToken"];
                };
            };
            responses: {
                /** @description Makes an access token; its secret is in this answer only */
                201: {
                    headers: {
                        /** @description An absolute path, not a URL */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccessToken"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/users/current/access-tokens/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revokes one of one's access tokens */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    token: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Revokes one of one's access tokens */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/users/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Users by part of their name */
        get: {
            parameters: {
                query: {
                    username: string;
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Users by part of their name */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UserName"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/users/inactive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Users who were not seen for a while */
        get: {
            parameters: {
                query?: {
                    days?: string;
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Users who were not seen for a while */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["InactiveUser"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A user */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A user */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["User"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        /** Puts a whole profile in place of that of a local user */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            responses: {
                /** @description Puts a whole profile in place of that of a local user */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        /** Deletes a user; everything they signed in with ends */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Deletes a user; everything they signed in with ends */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/users/{id}/sysadmin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Makes a user an administrator, or ends that */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SysadminFlag"];
                };
            };
            responses: {
                /** @description Makes a user an administrator, or ends that */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/users/{id}/username": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Gives a user another name */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["UserRename"];
                };
            };
            responses: {
                /** @description Gives a user another name */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/users/{id}/cli_secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Sets or makes the CLI secret of a provider's user */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewSecret"];
                };
            };
            responses: {
                /** @description Sets or makes the CLI secret of a provider's user */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/users/{id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes the password of a local user */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PasswordChange"];
                };
            };
            responses: {
                /** @description Changes the password of a local user */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/users/{id}/access-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A user's access tokens, for administrators */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A user's access tokens, for administrators */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccessToken"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/users/{id}/access-tokens/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revokes a user's access token */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    token: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Revokes a user's access token */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/usergroups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Groups */
        get: {
            parameters: {
                query?: {
                    group_name?: string;
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Groups */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UserGroup"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        /** Makes a group of the provider (3) or a local one (4) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewUserGroup"];
                };
            };
            responses: {
                /** @description Makes a group of the provider (3) or a local one (4) */
                201: {
                    headers: {
                        /** @description An absolute path, not a URL */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/usergroups/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Groups by part of their name */
        get: {
            parameters: {
                query: {
                    groupname: string;
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Groups by part of their name */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UserGroupFound"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/usergroups/{group}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A group */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    group: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A group */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UserGroup"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        /** Renames a group */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    group: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewUserGroup"];
                };
            };
            responses: {
                /** @description Renames a group */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        /** Deletes a group with its roles */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    group: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Deletes a group with its roles */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/usergroups/{group}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The members of a local group */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                };
                header?: never;
                path: {
                    group: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The members of a local group */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UserName"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        /** Takes a user into a local group */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    group: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["UserReference"];
                };
            };
            responses: {
                /** @description Takes a user into a local group */
                201: {
                    headers: {
                        /** @description An absolute path, not a URL */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/usergroups/{group}/members/{user}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes a user out of a local group */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    group: string;
                    user: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Takes a user out of a local group */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What robots may be allowed */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What robots may be allowed */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RobotCatalogue"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/robots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Robots: q=Level=system, or q=Level=project,ProjectID=1 */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Robots: q=Level=system, or q=Level=project,ProjectID=1 */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Robot"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        /** Makes a robot; a secret in the body is honoured */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewRobot"];
                };
            };
            responses: {
                /** @description Makes a robot; a secret in the body is honoured */
                201: {
                    headers: {
                        /** @description An absolute path, not a URL */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RobotCreated"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/robots/{robot}/trusts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whose ID tokens prove that a program is the robot */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                };
                header?: never;
                path: {
                    robot: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Whose ID tokens prove that a program is the robot */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RobotTrust"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        /** Lets a robot be proven by the ID tokens of an issuer */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    robot: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewRobotTrust"];
                };
            };
            responses: {
                /** @description Lets a robot be proven by the ID tokens of an issuer */
                201: {
                    headers: {
                        /** @description An absolute path, not a URL */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RobotTrust"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/robots/{robot}/trusts/{trust}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends a trust */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    robot: string;
                    trust: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Ends a trust */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/robots/{robot}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A robot */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    robot: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A robot */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Robot"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        /** Puts a whole robot in place of what was; name and level stay */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    robot: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewRobot"];
                };
            };
            responses: {
                /** @description Puts a whole robot in place of what was; name and level stay */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        /** Deletes a robot */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    robot: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Deletes a robot */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        /** Gives a robot another secret, with overlap_hours beside the old one */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    robot: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RobotSecret"];
                };
            };
            responses: {
                /** @description Gives a robot another secret, with overlap_hours beside the old one */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Secret"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        trace?: never;
    };
    "/api/v2.0/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Projects the caller sees */
        get: {
            parameters: {
                query?: {
                    name?: string;
                    public?: string;
                    owner?: string;
                    /** @description false leaves accepted vulnerabilities out */
                    with_detail?: boolean;
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Projects the caller sees */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Project"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        /** Makes a project */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewProject"];
                };
            };
            responses: {
                /** @description Makes a project */
                201: {
                    headers: {
                        /** @description An absolute path, not a URL */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        /** Whether a project of the name exists */
        head: {
            parameters: {
                query: {
                    project_name: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Whether a project of the name exists */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A project by name or id */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A project by name or id */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Project"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        /** Changes a project */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewProject"];
                };
            };
            responses: {
                /** @description Changes a project */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        /** Deletes an empty project */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Deletes an empty project */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/_deletable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the project can be deleted */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Whether the project can be deleted */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Deletable"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Numbers of a project */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Numbers of a project */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProjectSummary"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The audit log of a project in its older shape */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                };
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The audit log of a project in its older shape */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AuditEntry"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/auditlog-exts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The audit log of a project */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                };
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The audit log of a project */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ExtendedAuditEntry"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/auditlog-exts/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All entries of a project that the query finds, as a file */
        get: {
            parameters: {
                query?: {
                    format?: "csv" | "json";
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                };
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description All entries of a project that the query finds, as a file */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/csv": string;
                        "application/json": components["schemas"]["ExtendedAuditEntry"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/metadatas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All metadata of a project */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description All metadata of a project */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Metadata"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        /** Sets one metadata that is not set */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Metadata"];
                };
            };
            responses: {
                /** @description Sets one metadata that is not set */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/metadatas/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One metadata */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description One metadata */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Metadata"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        /** Changes one metadata */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Metadata"];
                };
            };
            responses: {
                /** @description Changes one metadata */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        /** Removes one metadata */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Removes one metadata */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Members of a project */
        get: {
            parameters: {
                query?: {
                    entityname?: string;
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                };
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Members of a project */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Member"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        /** Gives a user or group a role */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewMember"];
                };
            };
            responses: {
                /** @description Gives a user or group a role */
                201: {
                    headers: {
                        /** @description An absolute path, not a URL */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/members/{member}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A member */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    member: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A member */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Member"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        /** Changes a member's role */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    member: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewMember"];
                };
            };
            responses: {
                /** @description Changes a member's role */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        /** Ends a membership */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    member: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Ends a membership */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/repositories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All repositories the caller sees */
        get: {
            parameters: {
                query?: {
                    name?: string;
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description All repositories the caller sees */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Repository"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/repositories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Repositories of a project */
        get: {
            parameters: {
                query?: {
                    name?: string;
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                };
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Repositories of a project */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Repository"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/repositories/{repository}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A repository; slashes in its name are encoded, once or twice */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    repository: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A repository; slashes in its name are encoded, once or twice */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Repository"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        /** Describes a repository */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    repository: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RepositoryDescription"];
                };
            };
            responses: {
                /** @description Describes a repository */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        /** Deletes a repository with all it holds */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    repository: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Deletes a repository with all it holds */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/artifacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Artifacts of all repositories of a project, asked as those of one are; with latest_in_repository=true of each repository only the latest with the media_type or the artifact_type that q names */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                    with_tag?: boolean;
                    with_accessory?: boolean;
                    with_inherited_accessory?: boolean;
                    with_label?: boolean;
                    /** @description Whether tags say if they are immutable; without it none says so */
                    with_immutable_status?: boolean;
                    latest_in_repository?: boolean;
                };
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Artifacts of all repositories of a project, asked as those of one are; with latest_in_repository=true of each repository only the latest with the media_type or the artifact_type that q names */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Artifact"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/repositories/{repository}/artifacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Artifacts; q=tags=nil for those without a tag, q=tags=~part for those with a tag that has the part, q=base=* for the children of indexes too */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                    with_tag?: boolean;
                    with_accessory?: boolean;
                    with_inherited_accessory?: boolean;
                    with_label?: boolean;
                    /** @description Whether tags say if they are immutable; without it none says so */
                    with_immutable_status?: boolean;
                };
                header?: never;
                path: {
                    project: string;
                    repository: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Artifacts; q=tags=nil for those without a tag, q=tags=~part for those with a tag that has the part, q=base=* for the children of indexes too */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Artifact"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        /** Copies an artifact here with its tags and accessories */
        post: {
            parameters: {
                query: {
                    from: string;
                };
                header?: never;
                path: {
                    project: string;
                    repository: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Copies an artifact here with its tags and accessories */
                201: {
                    headers: {
                        /** @description An absolute path, not a URL */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/repositories/{repository}/artifacts/{reference}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An artifact by tag or digest */
        get: {
            parameters: {
                query?: {
                    with_tag?: boolean;
                    with_accessory?: boolean;
                    with_inherited_accessory?: boolean;
                    with_label?: boolean;
                    /** @description Whether tags say if they are immutable; without it none says so */
                    with_immutable_status?: boolean;
                };
                header?: never;
                path: {
                    project: string;
                    repository: string;
                    reference: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description An artifact by tag or digest */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Artifact"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        /** Deletes an artifact with its tags, its accessories, and what it alone lists as an index */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    repository: string;
                    reference: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Deletes an artifact with its tags, its accessories, and what it alone lists as an index */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/repositories/{repository}/artifacts/{reference}/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tags of an artifact */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                    /** @description Whether tags say if they are immutable; without it none says so */
                    with_immutable_status?: boolean;
                };
                header?: never;
                path: {
                    project: string;
                    repository: string;
                    reference: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Tags of an artifact */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Tag"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        /** Gives an artifact a tag */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    repository: string;
                    reference: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewTag"];
                };
            };
            responses: {
                /** @description Gives an artifact a tag */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/repositories/{repository}/artifacts/{reference}/tags/{tag}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes a tag */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    repository: string;
                    reference: string;
                    tag: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Removes a tag */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/repositories/{repository}/artifacts/{reference}/accessories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What has this artifact as its subject, by its own word or by a tag as cosign writes it */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                };
                header?: never;
                path: {
                    project: string;
                    repository: string;
                    reference: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What has this artifact as its subject, by its own word or by a tag as cosign writes it */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Accessory"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/repositories/{repository}/artifacts/{reference}/additions/{addition}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** build_history of an image; values.yaml, readme.md, dependencies of a chart */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    repository: string;
                    reference: string;
                    addition: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description build_history of an image; values.yaml, readme.md, dependencies of a chart */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": string;
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/icons/{digest}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The picture of a kind of artifact, in Base64 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    digest: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The picture of a kind of artifact, in Base64 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Icon"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Harbor's roles and the registry's own */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Harbor's roles and the registry's own */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Role"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        /** Makes a role from a set of permissions */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewRole"];
                };
            };
            responses: {
                /** @description Makes a role from a set of permissions */
                201: {
                    headers: {
                        /** @description An absolute path, not a URL */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/roles/{role}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A role */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    role: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A role */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Role"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        /** Changes a custom role; its members are under the new rights at once */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    role: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewRole"];
                };
            };
            responses: {
                /** @description Changes a custom role; its members are under the new rights at once */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        /** Removes a custom role that no member has */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    role: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Removes a custom role that no member has */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/swagger.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document, where Harbor has it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description This document, where Harbor has it */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": Record<string, unknown>;
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Labels of the registry, or of a project */
        get: {
            parameters: {
                query: {
                    /** @description g for the registry's labels, p for a project's */
                    scope: "g" | "p";
                    /** @description Whose, with scope=p */
                    project_id?: number;
                    /** @description A part of their names */
                    name?: string;
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The labels */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Label"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        /** Makes a label */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LabelChange"];
                };
            };
            responses: {
                /** @description The label is there */
                201: {
                    headers: {
                        /** @description An absolute path, not a URL */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/labels/{label}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A label */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    label: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The label */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Label"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        /** Changes name, description and colour of a label */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    label: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LabelChange"];
                };
            };
            responses: {
                /** @description The label is changed */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        /** Deletes a label, and takes it from all artifacts */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    label: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The label is gone */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/repositories/{repository}/artifacts/{reference}/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Marks an artifact with a label of the registry or its project */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    repository: string;
                    reference: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LabelReference"];
                };
            };
            responses: {
                /** @description The artifact has the label */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/repositories/{repository}/artifacts/{reference}/labels/{label}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes a label from an artifact */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    repository: string;
                    reference: string;
                    label: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The artifact does not have the label */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/registries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: an empty list */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description An empty list */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": Record<string, unknown>[];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        /** Not offered yet: 405 */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/registries/ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Not offered yet: 405 */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/registries/{registry}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: 404 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    registry: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        /** Not offered yet: 404 */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    registry: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        /** Not offered yet: 404 */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    registry: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/registries/{registry}/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: 404 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    registry: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/replication/adapters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: an empty list */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description An empty list */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": Record<string, unknown>[];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/replication/adapterinfos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: an empty object */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description An empty object */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": Record<string, unknown>;
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/replication/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: an empty list */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description An empty list */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": Record<string, unknown>[];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        /** Not offered yet: 405 */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/replication/policies/{policy}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: 404 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    policy: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        /** Not offered yet: 404 */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    policy: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        /** Not offered yet: 404 */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    policy: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/replication/executions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: an empty list */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description An empty list */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": Record<string, unknown>[];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        /** Not offered yet: 405 */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/replication/executions/{execution}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: 404 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    execution: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        /** Not offered yet: 404 */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    execution: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/replication/executions/{execution}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: 404 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    execution: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/replication/executions/{execution}/tasks/{task}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: 404 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    execution: string;
                    task: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/retentions/metadatas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What rules can be made of: templates and selectors */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What rules can be made of: templates and selectors */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RetentionMetadata"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/retentions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds the policy of a project, or of all projects (scope level system, beyond Harbor) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RetentionPolicyChange"];
                };
            };
            responses: {
                /** @description Adds the policy of a project, or of all projects (scope level system, beyond Harbor) */
                201: {
                    headers: {
                        /** @description An absolute path, not a URL */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/retentions/{retention}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A policy */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    retention: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A policy */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RetentionPolicy"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        /** Changes a policy; the body is the whole of it */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    retention: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RetentionPolicyChange"];
                };
            };
            responses: {
                /** @description Changes a policy; the body is the whole of it */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        /** Removes a policy with its schedule and its executions */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    retention: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Removes a policy with its schedule and its executions */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/retentions/{retention}/executions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Runs of a policy, the latest first */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                };
                header?: never;
                path: {
                    retention: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Runs of a policy, the latest first */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RetentionExecution"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        /** Starts a run; 409 while another one is not over */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    retention: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Only decides */
                        dry_run?: boolean;
                    };
                };
            };
            responses: {
                /** @description Starts a run; 409 while another one is not over */
                201: {
                    headers: {
                        /** @description An absolute path, not a URL */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/retentions/{retention}/executions/{execution}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Stops a run after its next step */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    retention: string;
                    execution: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        action: "stop";
                    };
                };
            };
            responses: {
                /** @description Stops a run after its next step */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        trace?: never;
    };
    "/api/v2.0/retentions/{retention}/executions/{execution}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a run did, repository by repository */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                };
                header?: never;
                path: {
                    retention: string;
                    execution: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What a run did, repository by repository */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RetentionTask"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/retentions/{retention}/executions/{execution}/tasks/{task}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was decided about a repository, as CSV */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    retention: string;
                    execution: string;
                    task: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What was decided about a repository, as CSV */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": string;
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/immutabletagrules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which tags of a project are immutable */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                };
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The rules of the project */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImmutableRule"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        /** Makes tags immutable: from the answer on none of them moves or goes */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ImmutableRuleChange"];
                };
            };
            responses: {
                /** @description The rule is there */
                201: {
                    headers: {
                        /** @description An absolute path, not a URL */
                        Location?: string;
                        /** @description When the rule covers no tag, having no selectors */
                        Warning?: string;
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/immutabletagrules/{rule}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes a rule; the body is the whole of it, with its id */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    rule: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ImmutableRuleChange"];
                };
            };
            responses: {
                /** @description The rule is changed */
                200: {
                    headers: {
                        /** @description When the rule covers no tag, having no selectors */
                        Warning?: string;
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        /** Removes a rule */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    rule: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The rule is gone */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/webhook/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The registry's webhook policies, which are for all projects (beyond Harbor) */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The registry's webhook policies, which are for all projects (beyond Harbor) */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookPolicy"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        /** Makes a webhook policy */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewWebhookPolicy"];
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        /** @description An absolute path, not a URL */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/webhook/lasttrigger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When each policy was last asked for, by type of event */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description When each policy was last asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookLastTrigger"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/webhook/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What policies may ask for, and how it may look */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What policies may ask for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookEvents"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/webhook/policies/{policy}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A webhook policy */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    policy: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A webhook policy */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookPolicy"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        /** Changes a webhook policy; its secret stays */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    policy: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewWebhookPolicy"];
                };
            };
            responses: {
                /** @description Changed */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        /** Removes a webhook policy and what was sent for it */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    policy: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Removed */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/webhook/policies/{policy}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Lets a secret sign what is sent; shown this once */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    policy: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["NewWebhookSecret"];
                };
            };
            responses: {
                /** @description The secret */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookSecret"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        /** What is sent is not signed any more */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    policy: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Taken away */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/webhook/policies/{policy}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a message to each target, and says what was sent and answered */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    policy: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What was sent and answered */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookTrial"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/webhook/policies/{policy}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends anew what was given up */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    policy: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description To be sent anew */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookReplay"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/webhook/policies/{policy}/executions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sent for a policy, the latest first */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                };
                header?: never;
                path: {
                    policy: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What was sent for a policy */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookExecution"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/webhook/policies/{policy}/executions/{execution}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a message anew */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    policy: string;
                    execution: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description To be sent anew */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookReplay"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/webhook/policies/{policy}/executions/{execution}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The task of a message, which has one */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                };
                header?: never;
                path: {
                    policy: string;
                    execution: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The task of a message */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookTask"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/webhook/policies/{policy}/executions/{execution}/tasks/{task}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What each attempt came to, a line each */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    policy: string;
                    execution: string;
                    task: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What each attempt came to */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": string;
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/trash": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was deleted in the registry and can come back (beyond Harbor) */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The entries of all projects */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TrashEntry"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        /** Deletes all of it for good */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is gone */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TrashPurged"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/trash": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was deleted in a project and can come back (beyond Harbor) */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                };
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The entries of the project */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TrashEntry"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        /** Deletes all of it for good */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is gone */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TrashPurged"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/trash/{entry}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One entry */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    entry: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The entry */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TrashEntry"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        /** Deletes an entry for good */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    entry: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is gone */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/trash/{entry}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Brings back what was deleted, with its tags, labels and accessories */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    entry: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is back */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TrashRestored"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/webhook/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A project's webhook policies */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                };
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A project's webhook policies */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookPolicy"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        /** Makes a webhook policy */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewWebhookPolicy"];
                };
            };
            responses: {
                /** @description Made */
                201: {
                    headers: {
                        /** @description An absolute path, not a URL */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/webhook/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sent for a policy, in Harbor's older shape */
        get: {
            parameters: {
                query: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                    policy_id: number;
                    status?: string[];
                };
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What was sent for a policy */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookJob"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/webhook/lasttrigger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When each policy was last asked for, by type of event */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description When each policy was last asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookLastTrigger"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/webhook/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What policies may ask for, and how it may look */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What policies may ask for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookEvents"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/webhook/policies/{policy}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A webhook policy */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    policy: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A webhook policy */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookPolicy"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        /** Changes a webhook policy; its secret stays */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    policy: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewWebhookPolicy"];
                };
            };
            responses: {
                /** @description Changed */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        /** Removes a webhook policy and what was sent for it */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    policy: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Removed */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/webhook/policies/{policy}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Lets a secret sign what is sent; shown this once */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    policy: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["NewWebhookSecret"];
                };
            };
            responses: {
                /** @description The secret */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookSecret"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        /** What is sent is not signed any more */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    policy: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Taken away */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/webhook/policies/{policy}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a message to each target, and says what was sent and answered */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    policy: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What was sent and answered */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookTrial"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/webhook/policies/{policy}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends anew what was given up */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    policy: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description To be sent anew */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookReplay"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/webhook/policies/{policy}/executions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sent for a policy, the latest first */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                };
                header?: never;
                path: {
                    project: string;
                    policy: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What was sent for a policy */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookExecution"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/webhook/policies/{policy}/executions/{execution}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a message anew */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    policy: string;
                    execution: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description To be sent anew */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookReplay"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/webhook/policies/{policy}/executions/{execution}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The task of a message, which has one */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                };
                header?: never;
                path: {
                    project: string;
                    policy: string;
                    execution: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The task of a message */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebhookTask"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/webhook/policies/{policy}/executions/{execution}/tasks/{task}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What each attempt came to, a line each */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    policy: string;
                    execution: string;
                    task: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What each attempt came to */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": string;
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/scanners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: an empty list */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description An empty list */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": Record<string, unknown>[];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        /** Not offered yet: 405 */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/scanners/ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Not offered yet: 405 */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/scanners/{scanner}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: 404 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    scanner: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        /** Not offered yet: 404 */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    scanner: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        /** Not offered yet: 404 */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    scanner: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        /** Not offered yet: 404 */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    scanner: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        trace?: never;
    };
    "/api/v2.0/scanners/{scanner}/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: 404 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    scanner: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/scanner": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: an empty object, for no scanner */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description An empty object, for no scanner */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": Record<string, unknown>;
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        /** Not offered yet: 405 */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/scanner/candidates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: an empty list */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                };
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description An empty list */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": Record<string, unknown>[];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/repositories/{repository}/artifacts/{reference}/scan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Not offered yet: 412, no scanner is configured */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    repository: string;
                    reference: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/repositories/{repository}/artifacts/{reference}/scan/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Not offered yet: 412, no scanner is configured */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    repository: string;
                    reference: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/repositories/{repository}/artifacts/{reference}/scan/{report}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: 404 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    repository: string;
                    reference: string;
                    report: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/system/scanAll/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: 412, no scanner is configured */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        /** Not offered yet: 412, no scanner is configured */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        /** Not offered yet: 412, no scanner is configured */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/scans/all/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: 412, no scanner is configured */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/scans/schedule/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: 412, no scanner is configured */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/system/scanAll/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Not offered yet: 412, no scanner is configured */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/security/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: nothing was scanned */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Nothing was scanned */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": Record<string, unknown>;
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/security/vul": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: an empty list */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description An empty list */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": Record<string, unknown>[];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/export/cve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Not offered yet: 405 */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/export/cve/executions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: no items */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No items */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": Record<string, unknown>;
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/export/cve/execution/{execution}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: 404 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    execution: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/export/cve/download/{execution}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: 404 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    execution: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/p2p/preheat/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: an empty list */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description An empty list */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": Record<string, unknown>[];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/p2p/preheat/instances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: an empty list */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description An empty list */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": Record<string, unknown>[];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        /** Not offered yet: 405 */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/p2p/preheat/instances/ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Not offered yet: 405 */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/p2p/preheat/instances/{instance}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: 404 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    instance: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        /** Not offered yet: 404 */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    instance: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        /** Not offered yet: 404 */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    instance: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/preheat/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: an empty list */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description An empty list */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": Record<string, unknown>[];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/preheat/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: an empty list */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                };
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description An empty list */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": Record<string, unknown>[];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        /** Not offered yet: 405 */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/preheat/policies/{policy}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: 404 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    policy: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        /** Not offered yet: 404 */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    policy: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        /** Not offered yet: 404 */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    policy: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        /** Not offered yet: 404 */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    policy: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/preheat/policies/{policy}/executions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: 404 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    policy: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/preheat/policies/{policy}/executions/{execution}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: 404 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    policy: string;
                    execution: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Not offered yet: 404 */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    policy: string;
                    execution: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        trace?: never;
    };
    "/api/v2.0/projects/{project}/preheat/policies/{policy}/executions/{execution}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: 404 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    policy: string;
                    execution: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/projects/{project}/preheat/policies/{policy}/executions/{execution}/tasks/{task}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: 404 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    project: string;
                    policy: string;
                    execution: string;
                    task: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/jobservice/pools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The registry's workers: one pool */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The registry's workers: one pool */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WorkerPool"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/jobservice/pools/{pool}/workers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What each worker does; "all" for all pools */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    pool: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What each worker does; "all" for all pools */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Worker"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/jobservice/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits, by the kind of job */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What waits, by the kind of job */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobQueue"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/jobservice/queues/{type}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Ends what waits in a queue, or holds it up; "all" for all queues, SCHEDULER for the schedules */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    type: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        action: "stop" | "pause" | "resume";
                    };
                };
            };
            responses: {
                /** @description Ends what waits in a queue, or holds it up; "all" for all queues, SCHEDULER for the schedules */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/jobservice/jobs/{job}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Stops a job after its next step; "all" for all that are under way */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    job: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Stops a job after its next step; "all" for all that are under way */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/jobservice/jobs/{job}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a job did */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    job: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What a job did */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": string;
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/system/purgeaudit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Purges of the audit log, the latest first */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Purges of the audit log, the latest first */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PurgeHistory"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/system/purgeaudit/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The schedule of purges; no body without one */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The schedule of purges; no body without one */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PurgeSchedule"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        /** Sets the schedule, or takes it away (None) */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PurgeScheduleChange"];
                };
            };
            responses: {
                /** @description Sets the schedule, or takes it away (None) */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        /** Purges the audit log now (Manual), or sets the schedule */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PurgeScheduleChange"];
                };
            };
            responses: {
                /** @description Asked for, or set */
                201: {
                    headers: {
                        /** @description An absolute path, not a URL */
                        Location?: string;
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/system/purgeaudit/{purge}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A purge of the audit log */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    purge: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A purge of the audit log */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PurgeHistory"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        /** Stops a purge after its batch */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    purge: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Stops a purge after its batch */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/system/purgeaudit/{purge}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a purge did */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    purge: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What a purge did */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": string;
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/ldap/users/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: 400, there is no LDAP here */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/ldap/groups/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: 400, there is no LDAP here */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/ldap/users/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Not offered yet: 405 */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/ldap/ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Not offered yet: 405 */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/systeminfo/getcert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Not offered yet: 404 */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/system/CVEAllowlist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The vulnerabilities that the registry accepts; kept, not yet acted on */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The vulnerabilities that the registry accepts; kept, not yet acted on */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CveAllowlist"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        /** Sets the vulnerabilities that the registry accepts; kept, not yet acted on */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewCveAllowlist"];
                };
            };
            responses: {
                /** @description Sets the vulnerabilities that the registry accepts; kept, not yet acted on */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                default: components["responses"]["Refused"];
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/kept-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Settings that are kept and not yet acted on */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Settings that are kept and not yet acted on */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["KeptSetting"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the registry does by a schedule */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description What the registry does by a schedule */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScheduleTask"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/schedules/{type}/paused": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether schedules are held up; "all" is the only type */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    type: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Whether schedules are held up; "all" is the only type */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            paused: boolean;
                        };
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/jobservice/executions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Runs of all jobs of the registry, the latest first (beyond Harbor) */
        get: {
            parameters: {
                query?: {
                    /** @description From 1; 0 and below stand for the first */
                    page?: components["parameters"]["page"];
                    /** @description 0 and below stand for everything */
                    page_size?: components["parameters"]["page_size"];
                    /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
                    q?: components["parameters"]["q"];
                    /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
                    sort?: components["parameters"]["sort"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Runs of all jobs of the registry, the latest first (beyond Harbor) */
                200: {
                    headers: {
                        "X-Total-Count"?: number;
                        Link?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JobExecution"][];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/retentions/registry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The policy of all projects that have none of their own (beyond Harbor); no body without one */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description The policy of all projects that have none of their own (beyond Harbor); no body without one */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RetentionPolicy"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2.0/retentions/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a run of this policy would do, which need not be saved (beyond Harbor); ends after some seconds or 1,000 entries */
        post: {
            parameters: {
                query?: {
                    repository?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RetentionPolicyChange"];
                };
            };
            responses: {
                /** @description What a run of this policy would do, which need not be saved (beyond Harbor); ends after some seconds or 1,000 entries */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RetentionPreview"];
                    };
                };
                default: components["responses"]["Refused"];
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        StatisticsDay: {
            /**
             * Format: date
             * @description a day in UTC
             */
            date: string;
            /** Format: int64 */
            pulls: number;
            /** Format: int64 */
            pushes: number;
            /**
             * Format: int64
             * @description bytes at the end of the day, today at the moment; null before the first measurement
             */
            storage: number | null;
        };
        RepositorySize: {
            name: string;
            project_name: string;
            /**
             * Format: int64
             * @description bytes, each digest once, as last measured
             */
            size: number;
            /** Format: int64 */
            pull_count: number;
        };
        UserRights: {
            /** @description false for a user who is shut out */
            active: boolean;
            administrator_by_flag: boolean;
            administrator_by_group: boolean;
            /** @description the provider's groups that count, as last seen */
            groups: string[];
            memberships: {
                /** Format: int64 */
                project_id: number;
                project_name: string;
                /** Format: int64 */
                role_id: number;
                /** @description of a custom role */
                role_name: string | null;
                /** @description the group that gives the role; null for the user's own */
                group_name: string | null;
                group_type: number;
                repository_pattern: string | null;
            }[];
        };
        ResourceList: {
            /** Format: int64 */
            storage: number;
        };
        Quota: {
            /** Format: int64 */
            id: number;
            ref: {
                /** Format: int64 */
                id: number;
                name: string;
                owner_name: string;
            };
            hard: components["schemas"]["ResourceList"];
            used: components["schemas"]["ResourceList"];
            /** Format: date-time */
            creation_time: string;
            /** Format: date-time */
            update_time: string;
        };
        WebhookPolicy: {
            /** Format: int64 */
            id: number;
            name?: string;
            description?: string;
            /** Format: int64 */
            project_id: number;
            targets: components["schemas"]["WebhookTarget"][];
            event_types: ("PUSH_ARTIFACT" | "PULL_ARTIFACT" | "DELETE_ARTIFACT" | "QUOTA_EXCEED" | "QUOTA_WARNING" | "SCANNING_FAILED" | "SCANNING_STOPPED" | "SCANNING_COMPLETED" | "REPLICATION" | "TAG_RETENTION")[];
            /** Format: date-time */
            creation_time: string;
            /** Format: date-time */
            update_time: string;
            enabled: boolean;
            /** @description Beyond Harbor: a repository's name without its project, * for any characters */
            repository_pattern?: string;
            /** @description Beyond Harbor: a tag, * for any characters */
            tag_pattern?: string;
            /** @description Beyond Harbor: whether messages are signed */
            signed?: boolean;
            failing?: components["schemas"]["WebhookFailing"];
        };
        NewWebhookPolicy: {
            name?: string;
            description?: string;
            targets: components["schemas"]["WebhookTarget"][];
            event_types: ("PUSH_ARTIFACT" | "PULL_ARTIFACT" | "DELETE_ARTIFACT" | "QUOTA_EXCEED" | "QUOTA_WARNING" | "SCANNING_FAILED" | "SCANNING_STOPPED" | "SCANNING_COMPLETED" | "REPLICATION" | "TAG_RETENTION")[];
            enabled?: boolean;
            /** @description Beyond Harbor: a repository's name without its project, * for any characters */
            repository_pattern?: string;
            /** @description Beyond Harbor: a tag, * for any characters */
            tag_pattern?: string;
        };
        WebhookTarget: {
            /** @enum {string} */
            type: "http" | "slack" | "teams";
            address: string;
            auth_header?: string;
            skip_cert_verify?: boolean;
            /** @enum {string} */
            payload_format?: "Default" | "CloudEvents" | "Template";
            /** @description Beyond Harbor: JSON in whose texts {{path}} stands for a value of the default payload */
            template?: string;
            /** @description Beyond Harbor: sent along */
            headers?: {
                [key: string]: string;
            };
        };
        WebhookFailing: {
            /** Format: int64 */
            failures: number;
            /** Format: date-time */
            since: string;
            /** Format: date-time */
            next_attempt: string;
            problem: string;
        };
        WebhookEvents: {
            event_type: ("PUSH_ARTIFACT" | "PULL_ARTIFACT" | "DELETE_ARTIFACT" | "QUOTA_EXCEED" | "QUOTA_WARNING" | "SCANNING_FAILED" | "SCANNING_STOPPED" | "SCANNING_COMPLETED" | "REPLICATION" | "TAG_RETENTION")[];
            notify_type: string[];
            payload_formats: {
                notify_type: string;
                formats: string[];
            }[];
        };
        WebhookLastTrigger: {
            policy_name?: string;
            /** @enum {string} */
            event_type: "PUSH_ARTIFACT" | "PULL_ARTIFACT" | "DELETE_ARTIFACT" | "QUOTA_EXCEED" | "QUOTA_WARNING" | "SCANNING_FAILED" | "SCANNING_STOPPED" | "SCANNING_COMPLETED" | "REPLICATION" | "TAG_RETENTION";
            enabled?: boolean;
            /** Format: date-time */
            creation_time: string;
            /** Format: date-time */
            last_trigger_time: string;
        };
        WebhookExecution: {
            /** Format: int64 */
            id: number;
            vendor_type: string;
            /** Format: int64 */
            vendor_id: number;
            /** @enum {string} */
            status: "Pending" | "Running" | "Success" | "Error" | "Stopped";
            status_message?: string;
            metrics: {
                [key: string]: number;
            };
            trigger: string;
            extra_attrs: {
                [key: string]: string;
            };
            /** Format: date-time */
            start_time: string;
            /** Format: date-time */
            end_time: string;
        };
        WebhookTask: {
            /** Format: int64 */
            id: number;
            /** Format: int64 */
            execution_id: number;
            /** @enum {string} */
            status: "Pending" | "Running" | "Success" | "Error" | "Stopped";
            status_message?: string;
            /** Format: int64 */
            run_count: number;
            extra_attrs: {
                [key: string]: string;
            };
            /** Format: date-time */
            creation_time: string;
            /** Format: date-time */
            update_time: string;
            /** Format: date-time */
            start_time: string;
            /** Format: date-time */
            end_time: string;
        };
        WebhookJob: {
            /** Format: int64 */
            id: number;
            /** Format: int64 */
            policy_id: number;
            /** @enum {string} */
            event_type: "PUSH_ARTIFACT" | "PULL_ARTIFACT" | "DELETE_ARTIFACT" | "QUOTA_EXCEED" | "QUOTA_WARNING" | "SCANNING_FAILED" | "SCANNING_STOPPED" | "SCANNING_COMPLETED" | "REPLICATION" | "TAG_RETENTION";
            notify_type: string;
            /** @enum {string} */
            status: "Pending" | "Running" | "Success" | "Error" | "Stopped";
            job_detail: string;
            /** Format: date-time */
            creation_time: string;
            /** Format: date-time */
            update_time: string;
        };
        WebhookSecret: {
            secret: string;
        };
        NewWebhookSecret: {
            /** @description 16 to 200 characters; made up when absent */
            secret?: string;
            /**
             * Format: int32
             * @description How long the one before signs as well; 24 when absent
             */
            overlap_hours?: number;
        };
        WebhookReplay: {
            /** Format: int64 */
            messages: number;
        };
        WebhookTrial: {
            address: string;
            headers: {
                [key: string]: string;
            };
            body: string;
            answer: {
                /** Format: int32 */
                status: number;
                headers: {
                    [key: string]: string;
                };
                body: string;
            } | null;
            problem: string | null;
        };
        GcHistory: {
            /** Format: int64 */
            id: number;
            job_name: string;
            /** @enum {string} */
            job_kind: "MANUAL" | "SCHEDULE";
            /** @description JSON: delete_untagged, untagged_hours, dry_run, workers, freed_space, purged_blobs, purged_manifests; of one under way also done, total, remaining_seconds (beyond Harbor) */
            job_parameters: string;
            schedule: {
                type: string;
                cron: string;
                next_scheduled_time: string;
            };
            /** @enum {string} */
            job_status: "Pending" | "Running" | "Success" | "Stopped" | "Error";
            deleted: boolean;
            creation_time: string;
            update_time: string;
        };
        GcScheduleChange: {
            schedule: {
                /** @enum {string} */
                type: "Manual" | "Hourly" | "Daily" | "Weekly" | "Custom" | "None";
                /** @description second minute hour day month weekday, UTC; needed for Custom, and counts for the others too */
                cron?: string;
            };
            parameters?: {
                delete_untagged?: boolean;
                untagged_hours?: number;
                dry_run?: boolean;
                workers?: number;
            };
        };
        Error: {
            errors?: {
                code?: string;
                message?: string;
            }[];
        };
        Version: {
            version: string;
        };
        Health: {
            status: string;
            components: {
                name: string;
                status: string;
            }[];
        };
        SystemInfo: {
            /** @enum {string} */
            auth_mode: "oidc_auth" | "db_auth";
            primary_auth_mode: boolean;
            oidc_provider_name: string;
            self_registration: boolean;
            banner_message: string;
            registry_url?: string;
            external_url?: string;
            harbor_version?: string;
            registry_name?: string;
            project_creation_restriction?: string;
            read_only?: boolean;
            notification_enable?: boolean;
            has_ca_root?: boolean;
            /** Format: date-time */
            current_time?: string;
            registry_storage_provider_name?: string;
        };
        Volumes: {
            storage: {
                /** Format: int64 */
                total: number;
                /** Format: int64 */
                free: number;
            }[];
        };
        /** @description totals are 0 for who is no administrator */
        Statistics: {
            /** Format: int64 */
            private_project_count: number;
            /** Format: int64 */
            private_repo_count: number;
            /** Format: int64 */
            public_project_count: number;
            /** Format: int64 */
            public_repo_count: number;
            /** Format: int64 */
            total_project_count: number;
            /** Format: int64 */
            total_repo_count: number;
            /** Format: int64 */
            total_storage_consumption: number;
        };
        SearchResult: {
            project: components["schemas"]["Project"][];
            repository: {
                /** Format: int64 */
                project_id: number;
                project_name: string;
                project_public: boolean;
                repository_name: string;
                /** Format: int64 */
                pull_count: number;
                /** Format: int64 */
                artifact_count: number;
            }[];
            chart: Record<string, unknown>[];
        };
        OidcPing: {
            url?: string;
            verify_cert?: boolean;
        };
        Configuration: {
            scan_all_policy?: Record<string, unknown>;
        } & {
            [key: string]: {
                value: string | number | boolean;
                editable: boolean;
            };
        };
        ConfigurationChange: {
            /**
             * Format: int64
             * @description bytes that new projects may hold, -1 for no limit
             */
            storage_per_project?: number;
            robot_name_prefix?: string;
            /** Format: int64 */
            robot_token_duration?: number;
            /** @enum {string} */
            project_creation_restriction?: "everyone" | "adminonly";
            /** Format: int64 */
            token_expiration?: number;
            read_only?: boolean;
            banner_message?: string;
            /** @description host:port of a syslog server that takes RFC 5424 over TCP, octet-counted; it must be there when it is named */
            audit_log_forward_endpoint?: string;
            /** @description kinds of events that are neither written nor sent, separated by commas */
            disabled_audit_log_event_types?: string;
            /** @description events go elsewhere only, as long as they are taken there */
            skip_audit_log_database?: boolean;
            notification_enable?: boolean;
            /** @description kept, not yet acted on */
            primary_auth_mode?: boolean;
            /** @description kept, not yet acted on */
            quota_per_project_enable?: boolean;
            /** @description kept, not yet acted on */
            scanner_skip_update_pulltime?: boolean;
            /** @description kept, not yet acted on */
            self_registration?: boolean;
            /**
             * Format: int64
             * @description kept, not yet acted on
             */
            session_timeout?: number;
            /** @description kept, not yet acted on */
            http_authproxy_admin_groups?: string;
            /** @description kept, not yet acted on */
            http_authproxy_admin_usernames?: string;
            /** @description kept, not yet acted on */
            http_authproxy_endpoint?: string;
            /** @description kept, not yet acted on */
            http_authproxy_server_certificate?: string;
            /** @description kept, not yet acted on */
            http_authproxy_skip_search?: boolean;
            /** @description kept, not yet acted on */
            http_authproxy_tokenreview_endpoint?: string;
            /** @description kept, not yet acted on */
            http_authproxy_verify_cert?: boolean;
            /** @description kept, not yet acted on */
            ldap_base_dn?: string;
            /** @description kept, not yet acted on */
            ldap_filter?: string;
            /** @description kept, not yet acted on */
            ldap_group_admin_dn?: string;
            /** @description kept, not yet acted on */
            ldap_group_attach_parallel?: boolean;
            /** @description kept, not yet acted on */
            ldap_group_attribute_name?: string;
            /** @description kept, not yet acted on */
            ldap_group_base_dn?: string;
            /** @description kept, not yet acted on */
            ldap_group_membership_attribute?: string;
            /** @description kept, not yet acted on */
            ldap_group_search_filter?: string;
            /**
             * Format: int64
             * @description kept, not yet acted on
             */
            ldap_group_search_scope?: number;
            /**
             * Format: int64
             * @description kept, not yet acted on
             */
            ldap_scope?: number;
            /** @description kept, not yet acted on */
            ldap_search_dn?: string;
            /**
             * Format: int64
             * @description kept, not yet acted on
             */
            ldap_timeout?: number;
            /** @description kept, not yet acted on */
            ldap_uid?: string;
            /** @description kept, not yet acted on */
            ldap_url?: string;
            /** @description kept, not yet acted on */
            ldap_verify_cert?: boolean;
            /** @description kept, not yet acted on */
            uaa_client_id?: string;
            /** @description kept, not yet acted on */
            uaa_endpoint?: string;
            /** @description kept, not yet acted on */
            uaa_verify_cert?: boolean;
        };
        AuditEntry: {
            /** Format: int64 */
            id: number;
            username: string;
            resource: string;
            resource_type: string;
            operation: string;
            /** Format: date-time */
            op_time: string;
        };
        ExtendedAuditEntry: {
            /** Format: int64 */
            id: number;
            username: string;
            resource: string;
            resource_type: string;
            operation: string;
            operation_description: string;
            operation_result: boolean;
            /** Format: date-time */
            op_time: string;
            client_address: string;
            user_agent: string;
        };
        AuditTarget: {
            /** Format: int64 */
            id: number;
            name: string;
            /** @enum {string} */
            kind: "syslog-udp" | "syslog-tcp" | "syslog-tls" | "http";
            address: string;
            skip_cert_verify: boolean;
            certificates?: string;
            authorized: boolean;
            enabled: boolean;
            queue: {
                /** Format: int64 */
                waiting: number;
                /** Format: int64 */
                limit: number;
                /** Format: date-time */
                oldest?: string;
                /** Format: int64 */
                given_up: number;
                /** Format: date-time */
                last_taken?: string;
                failing?: {
                    /** Format: int32 */
                    failures: number;
                    /** Format: date-time */
                    since: string;
                    /** Format: date-time */
                    next_attempt: string;
                    problem: string;
                };
            };
            /** Format: date-time */
            creation_time?: string;
            /** Format: date-time */
            update_time?: string;
        };
        NewAuditTarget: {
            name: string;
            /** @enum {string} */
            kind: "syslog-udp" | "syslog-tcp" | "syslog-tls" | "http";
            /** @description host:port for syslog, a URL for http */
            address: string;
            skip_cert_verify?: boolean;
            /** @description PEM of the authorities that count */
            certificates?: string;
            /** @description sent as Authorization with http */
            auth_header?: string;
            /** @default true */
            enabled: boolean;
        };
        AuditTrial: {
            place: string;
            taken: boolean;
            problem: string | null;
        };
        AuditReplay: {
            /** Format: int32 */
            messages: number;
        };
        SearchBox: {
            projects: {
                items: {
                    /** Format: int64 */
                    project_id: number;
                    name: string;
                    public: boolean;
                }[];
                more: boolean;
            };
            repositories: {
                items: {
                    project_name: string;
                    name: string;
                }[];
                more: boolean;
            };
            artifacts: {
                items: {
                    project_name: string;
                    repository_name: string;
                    digest: string;
                    tag: string | null;
                    /** Format: date-time */
                    push_time: string;
                }[];
                more: boolean;
            };
            labels: {
                items: {
                    /** Format: int64 */
                    id: number;
                    name: string;
                    color: string;
                    /** @enum {string} */
                    scope: "g" | "p";
                    project_name: string | null;
                }[];
                more: boolean;
            };
        };
        PurgeHistory: {
            /** Format: int64 */
            id: number;
            job_name: string;
            /** @enum {string} */
            job_kind: "MANUAL" | "SCHEDULE";
            /** @description JSON: audit_retention_hour, dry_run, include_event_types, purged_entries (beyond Harbor) */
            job_parameters: string;
            schedule: {
                type: string;
                cron: string;
                next_scheduled_time: string;
            };
            /** @enum {string} */
            job_status: "Pending" | "Running" | "Success" | "Stopped" | "Error";
            deleted: boolean;
            creation_time: string;
            update_time: string;
        };
        /** @description no body while nothing is scheduled */
        PurgeSchedule: {
            /** Format: int64 */
            id?: number;
            job_name?: string;
            /** @description the cron of the schedule */
            job_kind?: string;
            /** @description JSON: audit_retention_hour, dry_run, include_event_types */
            job_parameters?: string;
            schedule?: {
                type?: string;
                cron?: string;
                next_scheduled_time?: string;
            };
            /** @enum {string} */
            job_status?: "Running";
            deleted?: boolean;
            creation_time?: string;
            update_time?: string;
        };
        PurgeScheduleChange: {
            schedule: {
                /** @enum {string} */
                type: "Manual" | "Hourly" | "Daily" | "Weekly" | "Custom" | "None";
                /** @description second minute hour day month weekday, UTC; needed for Custom, and counts for the others too */
                cron?: string;
            };
            parameters: {
                audit_retention_hour: number;
                /** @description kinds of events separated by commas; other for all but artifacts that come, go and are pulled */
                include_event_types: string;
                dry_run?: boolean;
            };
        };
        AuditEventType: {
            event_type: string;
        };
        User: {
            /** Format: int64 */
            user_id: number;
            username: string;
            email: string;
            realname: string;
            comment: string;
            sysadmin_flag: boolean;
            admin_role_in_auth: boolean;
            oidc_user_meta?: {
                /** Format: int64 */
                id: number;
                /** Format: int64 */
                user_id: number;
                subiss: string;
                secret: string;
                secret_status: string;
                /** Format: date-time */
                creation_time: string;
                /** Format: date-time */
                update_time: string;
            };
            /** Format: date-time */
            creation_time: string;
            /** Format: date-time */
            update_time: string;
        };
        NewUser: {
            username?: string;
            email?: string;
            realname?: string;
            comment?: string;
            password?: string;
        };
        UserName: {
            /** Format: int64 */
            user_id: number;
            username: string;
        };
        InactiveUser: {
            /** Format: int64 */
            user_id: number;
            username: string;
            email: string | null;
            /** Format: date-time */
            last_seen_time: string | null;
            /** Format: date-time */
            creation_time: string;
        };
        Profile: {
            email?: string;
            realname?: string;
            comment?: string;
        };
        SysadminFlag: {
            sysadmin_flag?: boolean;
        };
        UserRename: {
            username?: string;
        };
        Secret: {
            secret: string;
        };
        PasswordChange: {
            old_password?: string;
            new_password?: string;
        };
        Permission: {
            resource: string;
            action: string;
        };
        AccessToken: {
            /** Format: int64 */
            id: number;
            name: string;
            /** @enum {string} */
            level: "pull" | "push" | "admin";
            projects: string[] | null;
            /** Format: date-time */
            creation_time: string;
            /** Format: date-time */
            expires_at: string | null;
            /** Format: date-time */
            last_used_time: string | null;
            /** @description only in the answer to its creation */
            token?: string;
        };
        NewAccessToken: {
            name: string;
            /** @enum {string} */
            level: "pull" | "push" | "admin";
            projects?: string[];
            /** Format: int64 */
            expires_in_days?: number;
        };
        UserGroup: {
            /** Format: int64 */
            id: number;
            group_name: string;
            /** @enum {integer} */
            group_type: 3 | 4;
            ldap_group_dn: string;
            /** @description alias of the provider whose group it is, primary for the primary one; null for none */
            provider: string | null;
            provider_name: string | null;
        };
        RobotCatalogue: {
            system: components["schemas"]["Permission"][];
            project: components["schemas"]["Permission"][];
        };
        RobotPermission: {
            /** @enum {string} */
            kind: "system" | "project";
            namespace: string;
            access: {
                resource: string;
                action: string;
                /** @enum {string} */
                effect?: "allow";
            }[];
        };
        Robot: {
            /** Format: int64 */
            id: number;
            name: string;
            description: string;
            /** @enum {string} */
            level: "system" | "project";
            /** Format: int64 */
            duration: number;
            disable: boolean;
            editable: boolean;
            /** Format: int64 */
            expires_at: number;
            permissions: components["schemas"]["RobotPermission"][];
            creator_type: string;
            /** Format: int64 */
            creator_ref: number;
            /** Format: date-time */
            creation_time: string;
            /** Format: date-time */
            update_time: string;
            /** Format: date-time */
            last_used_time: string;
            /** Format: int64 */
            previous_secret_expires_at: number | null;
            warning: string | null;
        };
        NewRobot: {
            name?: string;
            description?: string;
            /** @enum {string} */
            level?: "system" | "project";
            /** Format: int64 */
            duration?: number;
            disable?: boolean;
            secret?: string;
            permissions?: components["schemas"]["RobotPermission"][];
        };
        RobotCreated: {
            /** Format: int64 */
            id: number;
            name: string;
            secret: string;
            /** Format: date-time */
            creation_time: string;
            /** Format: int64 */
            expires_at: number;
        };
        RobotTrust: {
            /** Format: int64 */
            id: number;
            issuer: string;
            audience: string;
            claims: {
                [key: string]: string;
            };
            /** @description The issuer's public keys as a JWK set; null to read them where the issuer publishes them */
            jwks: Record<string, unknown> | null;
            /** Format: date-time */
            creation_time: string;
        };
        RobotSecret: {
            secret?: string;
            /** Format: int64 */
            overlap_hours?: number;
        };
        Project: {
            /** Format: int64 */
            project_id: number;
            /** Format: int64 */
            owner_id: number;
            owner_name: string;
            name: string;
            /** Format: int64 */
            registry_id: number | null;
            /** Format: date-time */
            creation_time: string;
            /** Format: date-time */
            update_time: string;
            deleted: boolean;
            togglable: boolean;
            /** Format: int64 */
            current_user_role_id: number;
            current_user_role_ids: number[];
            /** Format: int64 */
            repo_count: number;
            metadata: components["schemas"]["Metadata"];
            cve_allowlist: components["schemas"]["CveAllowlist"];
            quota: {
                hard: {
                    /** Format: int64 */
                    storage: number;
                };
                used: {
                    /** Format: int64 */
                    storage: number;
                };
            } | null;
        };
        NewProject: {
            project_name?: string;
            public?: boolean;
            metadata?: components["schemas"]["Metadata"];
            /** Format: int64 */
            storage_limit?: number;
            cve_allowlist?: components["schemas"]["NewCveAllowlist"];
        };
        Metadata: {
            public?: string;
            /** @description kept, not yet acted on */
            auto_scan?: string;
            /** @description kept, not yet acted on */
            auto_sbom_generation?: string;
            /** @description kept, not yet acted on */
            prevent_vul?: string;
            /** @description kept, not yet acted on */
            severity?: string;
            /** @description kept, not yet acted on */
            reuse_sys_cve_allowlist?: string;
            /** @description kept, not yet acted on */
            enable_content_trust?: string;
            /** @description kept, not yet acted on */
            enable_content_trust_cosign?: string;
            /** @description kept, not yet acted on */
            proxy_cache_local_on_not_found?: string;
        } & {
            [key: string]: string;
        };
        Deletable: {
            deletable: boolean;
            message: string;
        };
        ProjectSummary: {
            /** Format: int64 */
            repo_count: number;
            /** Format: int64 */
            project_admin_count?: number;
            /** Format: int64 */
            maintainer_count?: number;
            /** Format: int64 */
            developer_count?: number;
            /** Format: int64 */
            guest_count?: number;
            /** Format: int64 */
            limited_guest_count?: number;
            quota?: {
                hard: {
                    /** Format: int64 */
                    storage: number;
                };
                used: {
                    /** Format: int64 */
                    storage: number;
                };
            };
        };
        Member: {
            /** Format: int64 */
            id: number;
            /** Format: int64 */
            project_id: number;
            entity_name: string;
            /** Format: int64 */
            entity_id: number;
            /** @enum {string} */
            entity_type: "u" | "g";
            /** Format: int64 */
            role_id: number;
            role_name: string;
            repository_pattern: string | null;
            /** @description alias of the provider whose group it is, primary for the primary one; null for none */
            provider: string | null;
            provider_name: string | null;
        };
        NewMember: {
            /** Format: int64 */
            role_id?: number;
            repository_pattern?: string;
            member_user?: components["schemas"]["UserReference"];
            member_group?: {
                /** Format: int64 */
                id?: number;
                group_name?: string;
                /** Format: int64 */
                group_type?: number;
                /** @description alias of a provider; the primary or only one when absent */
                provider?: string;
            };
        };
        Repository: {
            /** Format: int64 */
            id: number;
            /** Format: int64 */
            project_id: number;
            name: string;
            description: string;
            /** Format: int64 */
            artifact_count: number;
            /** Format: int64 */
            pull_count: number;
            /** Format: date-time */
            creation_time: string;
            /** Format: date-time */
            update_time: string;
        };
        RepositoryDescription: {
            description?: string;
        };
        ImmutableSelector: {
            /** @enum {string} */
            kind?: "doublestar";
            /** @description repoMatches or repoExcludes for repositories, named without their project; matches or excludes for tags */
            decoration?: string;
            /** @description * stands for any characters but a slash, ** for any steps, ? for one, [a-c] for one of a set, {a,b} for one of several */
            pattern?: string;
        };
        ImmutableRule: {
            /** Format: int64 */
            id: number;
            /**
             * Format: int32
             * @description Kept; rules never contradict each other
             */
            priority: number;
            disabled: boolean;
            /** @enum {string} */
            action: "immutable";
            /** @enum {string} */
            template: "immutable_template";
            tag_selectors: components["schemas"]["ImmutableSelector"][];
            scope_selectors: {
                repository?: components["schemas"]["ImmutableSelector"][];
            };
            /** @description What it covers may be deleted, and still not moved (beyond Harbor) */
            allow_delete: boolean;
            /**
             * Format: int32
             * @description Days from its creation on that the rule lasts, 0 for no end (beyond Harbor)
             */
            duration: number;
            /**
             * Format: int64
             * @description Seconds since 1970, -1 for no end (beyond Harbor)
             */
            expires_at: number;
            /** Format: date-time */
            creation_time: string;
            /** Format: date-time */
            update_time: string;
        };
        ImmutableRuleChange: {
            /**
             * Format: int64
             * @description In changes that of the path, for new rules passed over
             */
            id?: number;
            /**
             * Format: int32
             * @description Kept; rules never contradict each other
             */
            priority?: number;
            disabled?: boolean;
            /** @enum {string} */
            action?: "immutable";
            /** @enum {string} */
            template?: "immutable_template";
            tag_selectors?: components["schemas"]["ImmutableSelector"][];
            scope_selectors?: {
                repository?: components["schemas"]["ImmutableSelector"][];
            };
            /** @description What it covers may be deleted, and still not moved (beyond Harbor) */
            allow_delete?: boolean;
            /**
             * Format: int32
             * @description Days from its creation on that the rule lasts, 0 for no end (beyond Harbor)
             */
            duration?: number;
        };
        TrashEntry: {
            /** Format: int64 */
            id: number;
            /** Format: int64 */
            project_id: number;
            /** @description With its project's name */
            repository: string;
            /** @enum {string} */
            kind: "artifact" | "repository" | "tag";
            /** @description Of the artifact, or of what the tag was at; left out with a repository */
            digest?: string;
            /**
             * Format: int64
             * @description Manifests, those that went with another included
             */
            artifacts: number;
            /**
             * Format: int64
             * @description How many come back with it
             */
            tags: number;
            /** @description The first of their names; none with a repository */
            some_tags: string[];
            /**
             * Format: int64
             * @description Of its manifests and blobs, each once, in bytes
             */
            size: number;
            /** @enum {string} */
            reason: "request" | "retention";
            deleted_by: string;
            /** Format: date-time */
            deletion_time: string;
            /**
             * Format: date-time
             * @description When it goes for good
             */
            expiration_time: string;
        };
        TrashPurged: {
            /**
             * Format: int64
             * @description Entries that went
             */
            purged: number;
        };
        TrashRestored: {
            /** Format: int64 */
            artifacts: number;
            /** Format: int64 */
            tags: number;
            /**
             * Format: int64
             * @description Tags that did not come back, since they are at something else by now
             */
            tags_taken: number;
        };
        Label: {
            /** Format: int64 */
            id: number;
            name: string;
            description: string;
            /** @description Kept as it is given, such as #61717D */
            color: string;
            /**
             * @description g for the registry, p for a project
             * @enum {string}
             */
            scope: "g" | "p";
            /**
             * Format: int64
             * @description Whose label it is; left out for one of the registry
             */
            project_id?: number;
            /** Format: date-time */
            creation_time: string;
            /** Format: date-time */
            update_time: string;
        };
        LabelChange: {
            name: string;
            description?: string;
            /** @description Kept as it is given, such as #61717D */
            color?: string;
            /**
             * @description Of a new one: g for the registry, p for a project
             * @enum {string}
             */
            scope?: "g" | "p";
            /**
             * Format: int64
             * @description Of a new one of a project
             */
            project_id?: number;
        };
        LabelReference: {
            /** Format: int64 */
            id: number;
        };
        Tag: {
            /** Format: int64 */
            id: number;
            name: string;
            /** Format: int64 */
            repository_id: number;
            /** Format: int64 */
            artifact_id: number;
            /** Format: date-time */
            push_time: string;
            /** Format: date-time */
            pull_time: string;
            immutable: boolean;
        };
        NewTag: {
            name?: string;
        };
        Icon: {
            content: string;
            "content-type": string;
        };
        Accessory: {
            /** Format: int64 */
            id: number;
            /** Format: int64 */
            artifact_id: number;
            /** Format: int64 */
            subject_artifact_id: number;
            subject_artifact_digest: string;
            subject_artifact_repo: string;
            digest: string;
            /** Format: int64 */
            size: number;
            type: string;
            artifact_type: string;
            /** @description "" for none */
            icon: string;
            /** Format: date-time */
            creation_time: string;
        };
        Artifact: {
            /** Format: int64 */
            id: number;
            type: string;
            media_type: string;
            manifest_media_type: string;
            artifact_type: string;
            /** Format: int64 */
            project_id: number;
            /** Format: int64 */
            repository_id: number;
            repository_name: string;
            digest: string;
            /** Format: int64 */
            size: number;
            /** Format: date-time */
            push_time: string;
            /** Format: date-time */
            pull_time: string;
            extra_attrs: Record<string, unknown>;
            annotations: {
                [key: string]: string;
            };
            references: {
                /** Format: int64 */
                parent_id: number;
                /**
                 * Format: int64
                 * @description 0 for what the repository does not hold
                 */
                child_id: number;
                child_digest: string;
                platform: {
                    os: string;
                    architecture: string;
                    variant: string;
                    OsVersion: string;
                    OsFeatures: string[] | null;
                } | null;
                annotations: {
                    [key: string]: string;
                };
                urls: string[] | null;
            }[];
            /** @description null with with_tag=false */
            tags: components["schemas"]["Tag"][] | null;
            /** @description null without with_accessory=true */
            accessories: components["schemas"]["Accessory"][] | null;
            /** @description null without with_label=true */
            labels: components["schemas"]["Label"][] | null;
            addition_links: {
                [key: string]: {
                    href: string;
                    absolute: boolean;
                };
            };
            /** @description a digest, for /icons/{digest} */
            icon: string;
        };
        Role: {
            /** Format: int64 */
            role_id: number;
            role_name: string;
            description: string;
            built_in: boolean;
            permissions: components["schemas"]["Permission"][];
            /** Format: date-time */
            creation_time: string | null;
            /** Format: date-time */
            update_time: string | null;
        };
        NewRole: {
            role_name?: string;
            description?: string;
            permissions?: components["schemas"]["Permission"][];
        };
        OidcProvider: {
            /** @description primary for the one of the control API */
            alias: string;
            name: string;
            endpoint: string;
            client_id: string;
            scope: string;
            groups_claim: string;
            group_filter: string;
            admin_group: string;
            user_claim: string;
            verify_cert: boolean;
            auto_onboard: boolean;
            options: components["schemas"]["OidcProviderOptions"];
            /** @description where the provider sends people back to; it must be registered there exactly */
            redirect_uri: string;
            /** @description where it sends whoever signed out; to be registered where it ends sessions for clients */
            post_logout_redirect_uri: string;
            backchannel_logout_uri: string;
            /** Format: date-time */
            creation_time: string;
            /** Format: date-time */
            update_time: string;
        };
        OidcProviderOptions: {
            /** @description whose members may come in; none for everybody */
            allowed_groups: string[];
            /** @description whose members administer the registry, beside those of admin_group */
            admin_groups: string[];
            /** @description added to the request to the provider */
            authorization_parameters: {
                [key: string]: string;
            };
            /** @description PEM, the authorities trusted beside the usual ones */
            certificates: string;
            /** @description whether signing out here signs out there */
            end_session: boolean;
            former_issuers: string[];
        };
        NewOidcProvider: {
            /** @description cannot be changed */
            alias?: string;
            name?: string;
            endpoint?: string;
            client_id?: string;
            client_secret?: string;
            scope?: string;
            groups_claim?: string;
            group_filter?: string;
            admin_group?: string;
            user_claim?: string;
            verify_cert?: boolean;
            auto_onboard?: boolean;
        };
        OidcProviderOptionsChange: {
            /** @description whose members may come in; none for everybody */
            allowed_groups?: string[];
            /** @description whose members administer the registry, beside those of admin_group */
            admin_groups?: string[];
            /** @description added to the request to the provider */
            authorization_parameters?: {
                [key: string]: string;
            };
            /** @description PEM, the authorities trusted beside the usual ones */
            certificates?: string;
            /** @description whether signing out here signs out there */
            end_session?: boolean;
            former_issuers?: string[];
        };
        SignIn: {
            /** Format: int64 */
            id: number;
            /** Format: date-time */
            time: string;
            way: string;
            /** @enum {string} */
            outcome: "succeeded" | "refused" | "onboarding" | "linked";
            reason: string | null;
            provider: string | null;
            username: string | null;
            /** Format: int64 */
            user_id: number | null;
            groups: string[];
            administrator: boolean;
            address: string;
            agent: string;
        };
        BrowserSession: {
            id: string;
            /** @description whether it is the caller's */
            current: boolean;
            /** @enum {string} */
            way: "oidc" | "password";
            address: string;
            agent: string;
            /** Format: date-time */
            creation_time: string;
            /** Format: date-time */
            last_seen_time: string;
            /** Format: date-time */
            expiration_time: string;
        };
        Identity: {
            /** Format: int64 */
            id: number;
            issuer: string;
            subject: string;
            groups: string[];
            /** Format: date-time */
            confirmed_time: string;
            /** @description why the provider does not know the user any more, null while it does */
            refused_reason: string | null;
            /** @description what is missing, such as a refresh token, and what to set; null for nothing */
            notice: string | null;
        };
        Disabled: {
            disabled: boolean;
            reason: string;
        };
        DisabledChange: {
            disabled: boolean;
            reason?: string;
        };
        NewUserGroup: {
            group_name: string;
            /** @enum {integer} */
            group_type?: 3 | 4;
            /** @description kept and shown, and nothing else */
            ldap_group_dn?: string;
            /** @description alias of a provider; the primary or only one when absent */
            provider?: string;
        };
        UserReference: {
            /** Format: int64 */
            user_id?: number;
            username?: string;
        };
        UserGroupFound: {
            /** Format: int64 */
            id: number;
            group_name: string;
            /** @enum {integer} */
            group_type: 3 | 4;
            /** @description alias of the provider whose group it is, primary for the primary one; null for none */
            provider: string | null;
            provider_name: string | null;
        };
        NewRobotTrust: {
            issuer: string;
            audience: string;
            claims?: {
                [key: string]: string;
            };
            /** @description The issuer's public keys as a JWK set; null to read them where the issuer publishes them */
            jwks?: Record<string, unknown> | null;
        };
        NewSecret: {
            /** @description one is made when this is absent */
            secret?: string;
        };
        /** @description kept, not yet acted on */
        CveAllowlist: {
            /** Format: int64 */
            id?: number;
            /** Format: int64 */
            project_id?: number;
            items: {
                cve_id: string;
            }[];
            /**
             * Format: int64
             * @description seconds since 1970; absent for no end
             */
            expires_at?: number;
            creation_time: string;
            update_time: string;
        };
        /** @description kept, not yet acted on */
        NewCveAllowlist: {
            items?: {
                cve_id?: string;
            }[];
            /** Format: int64 */
            expires_at?: number;
        };
        KeptSetting: {
            name: string;
            /** @enum {string} */
            owner: "project" | "registry";
            /** @description whether setting it is answered with a Warning */
            protection: boolean;
            /** @description the value while nobody set one */
            usual: string;
        };
        ScheduleTask: {
            /** Format: int64 */
            id: number;
            vendor_type: string;
            /**
             * Format: int64
             * @description The policy's, -1 where the registry has one job of the type only
             */
            vendor_id: number;
            cron: string;
            /** Format: date-time */
            update_time: string;
            /** @description Hourly, Daily, Weekly, Custom or Schedule (beyond Harbor) */
            type: string;
            /**
             * Format: date-time
             * @description Beyond Harbor
             */
            next_scheduled_time: string;
        };
        /** @description no body while nothing is scheduled */
        GcSchedule: {
            /** Format: int64 */
            id?: number;
            job_name?: string;
            /** @description the cron of the schedule */
            job_kind?: string;
            /** @description JSON: delete_tag, delete_untagged, dry_run, untagged_hours, workers */
            job_parameters?: string;
            schedule?: {
                type?: string;
                cron?: string;
                next_scheduled_time?: string;
            };
            /** @enum {string} */
            job_status?: "Running";
            deleted?: boolean;
            creation_time?: string;
            update_time?: string;
        };
        WorkerPool: {
            /** Format: int32 */
            pid: number;
            worker_pool_id: string;
            /** Format: date-time */
            start_at: string;
            /** Format: date-time */
            heartbeat_at: string;
            /**
             * Format: int32
             * @description Jobs of the registry that are under way at once
             */
            concurrency: number;
        };
        Worker: {
            id: string;
            pool_id: string;
            /** @description Left out while it has nothing to do, like the next */
            job_name?: string;
            job_id?: string;
            /** Format: date-time */
            start_at?: string;
            /** Format: date-time */
            checkin_at?: string;
        };
        JobQueue: {
            job_type: string;
            /**
             * Format: int32
             * @description Jobs that wait
             */
            count: number;
            /**
             * Format: int64
             * @description Seconds that the first of them has waited
             */
            latency: number;
            paused: boolean;
        };
        JobProgress: {
            /** Format: int64 */
            done: number;
            /** Format: int64 */
            total: number;
            /**
             * Format: int64
             * @description If it goes on as until now
             */
            remaining_seconds?: number;
        } | null;
        JobExecution: {
            /** Format: int64 */
            id: number;
            vendor_type: string;
            /** Format: int64 */
            vendor_id: number;
            /** @enum {string} */
            status: "Pending" | "Running" | "Success" | "Stopped" | "Error";
            /** @description Why it ended as it did */
            status_message: string;
            /** @enum {string} */
            trigger: "MANUAL" | "SCHEDULE" | "EVENT";
            operator: string;
            /** @description What came of it, by the kind of job */
            extra_attrs: Record<string, unknown>;
            progress: components["schemas"]["JobProgress"];
            /** Format: date-time */
            creation_time: string;
            /** Format: date-time */
            start_time: string;
            /** Format: date-time */
            end_time: string;
        };
        RetentionSelector: {
            /** @enum {string} */
            kind: "doublestar";
            /** @enum {string} */
            decoration: "repoMatches" | "repoExcludes" | "nsMatches" | "nsExcludes";
            pattern: string;
            extras?: string;
        };
        RetentionTagSelector: {
            /** @enum {string} */
            kind: "doublestar" | "label";
            /** @enum {string} */
            decoration: "matches" | "excludes" | "withLabels" | "withoutLabels";
            /** @description Of kind label names, separated by commas */
            pattern: string;
            /** @description JSON that says whether untagged artifacts are meant */
            extras?: string;
        };
        RetentionRule: {
            /**
             * Format: int32
             * @description Left out when 0
             */
            priority?: number;
            /** @description Left out when false */
            disabled?: boolean;
            /** @enum {string} */
            action: "retain";
            /** @enum {string} */
            template: "latestPushedK" | "latestPulledN" | "nDaysSinceLastPush" | "nDaysSinceLastPull" | "always" | "semverLatestPerMinor" | "semverLatestPerMajor" | "semverReleases" | "semverPreReleasesNDays";
            /** @description The template's number by its name; left out where it has none */
            params?: {
                [key: string]: number;
            };
            tag_selectors: components["schemas"]["RetentionTagSelector"][];
            scope_selectors: {
                repository: components["schemas"]["RetentionSelector"][];
                /** @description In a policy for all projects */
                project?: components["schemas"]["RetentionSelector"][];
            };
        };
        RetentionPolicy: {
            /** Format: int64 */
            id: number;
            /** @enum {string} */
            algorithm: "or";
            rules: components["schemas"]["RetentionRule"][];
            trigger: {
                /** @enum {string} */
                kind: "Schedule";
                settings: {
                    /** @description Six fields, UTC; empty for no schedule */
                    cron: string;
                    /**
                     * Format: date-time
                     * @description Only while there is a schedule
                     */
                    next_scheduled_time?: string;
                };
            };
            scope: {
                /**
                 * @description system for all projects (beyond Harbor)
                 * @enum {string}
                 */
                level: "project" | "system";
                /**
                 * Format: int64
                 * @description The project's id, 0 for all
                 */
                ref: number;
            };
            /**
             * @description What is decided about: an artifact with all its tags, or each tag by itself (beyond Harbor)
             * @enum {string}
             */
            retain_by: "artifact" | "tag";
        };
        RetentionPolicyChange: {
            /** @enum {string} */
            algorithm?: "or";
            rules: {
                /** Format: int32 */
                priority?: number;
                disabled?: boolean;
                /** @enum {string} */
                action?: "retain";
                /** @enum {string} */
                template: "latestPushedK" | "latestPulledN" | "nDaysSinceLastPush" | "nDaysSinceLastPull" | "always" | "semverLatestPerMinor" | "semverLatestPerMajor" | "semverReleases" | "semverPreReleasesNDays";
                params?: {
                    [key: string]: number;
                };
                tag_selectors?: {
                    /** @enum {string} */
                    kind?: "doublestar" | "label";
                    decoration?: string;
                    pattern?: string;
                    extras?: string;
                }[];
                scope_selectors?: {
                    repository?: {
                        /** @enum {string} */
                        kind?: "doublestar";
                        decoration?: string;
                        pattern?: string;
                        extras?: string;
                    }[];
                    project?: {
                        /** @enum {string} */
                        kind?: "doublestar";
                        decoration?: string;
                        pattern?: string;
                        extras?: string;
                    }[];
                };
            }[];
            trigger: {
                /** @enum {string} */
                kind?: "Schedule";
                settings?: {
                    cron?: string;
                };
            };
            scope: {
                /**
                 * @description system for all projects (beyond Harbor)
                 * @enum {string}
                 */
                level: "project" | "system";
                /**
                 * Format: int64
                 * @description The project's id, 0 for all
                 */
                ref: number;
            };
            /**
             * @description What is decided about: an artifact with all its tags, or each tag by itself (beyond Harbor)
             * @enum {string}
             */
            retain_by?: "artifact" | "tag";
        };
        RetentionExecution: {
            /** Format: int64 */
            id: number;
            /** Format: int64 */
            policy_id: number;
            /** Format: date-time */
            start_time: string;
            /** Format: date-time */
            end_time: string;
            /** @enum {string} */
            status: "Pending" | "Running" | "Success" | "Stopped" | "Error";
            status_message: string;
            /** @enum {string} */
            trigger: "MANUAL" | "SCHEDULE" | "EVENT";
            operator: string;
            dry_run: boolean;
            /** Format: int64 */
            total: number;
            /** Format: int64 */
            retained: number;
            /** Format: int64 */
            deleted: number;
            /**
             * Format: int64
             * @description Of a dry run: what the registry would hold less once its garbage is collected
             */
            freed_bytes: number;
            progress: components["schemas"]["JobProgress"];
        };
        RetentionTask: {
            /** Format: int64 */
            id: number;
            /** Format: int64 */
            execution_id: number;
            repository: string;
            job_id: string;
            /** @enum {string} */
            status: "Pending" | "Running" | "Success" | "Stopped" | "Error";
            /** Format: int32 */
            status_code: number;
            /** Format: date-time */
            start_time: string;
            /** Format: date-time */
            end_time: string;
            /** Format: int64 */
            total: number;
            /** Format: int64 */
            retained: number;
            /** Format: int64 */
            deleted: number;
            /** Format: int64 */
            freed_bytes: number;
        };
        RetentionMetadata: {
            templates: {
                rule_template: string;
                display_text: string;
                action: string;
                params: {
                    type: string;
                    /** @enum {string} */
                    unit: "COUNT" | "DAYS";
                    required: boolean;
                }[];
            }[];
            scope_selectors: {
                display_text: string;
                kind: string;
                decorations: string[];
            }[];
            tag_selectors: {
                display_text: string;
                kind: string;
                decorations: string[];
            }[];
        };
        RetentionPreviewArtifact: {
            digest: string;
            /** @description The first ones */
            tags: string[];
            media_type: string;
            /** @enum {string} */
            retention: "RETAIN" | "DEL" | "IMMUTABLE";
            /**
             * Format: int32
             * @description Which rule keeps it, from 1; null where none decides
             */
            rule: number | null;
            reason: string;
            /** Format: date-time */
            push_time: string;
            /** Format: date-time */
            pull_time: string;
            /** Format: int64 */
            size: number;
        };
        RetentionPreview: {
            /** @description False when it ended before everything was looked at, or shown */
            complete: boolean;
            repositories: {
                repository: string;
                /** Format: int64 */
                total: number;
                /** Format: int64 */
                retained: number;
                /** Format: int64 */
                deleted: number;
                /** Format: int64 */
                freed_bytes: number;
                problem: string;
                artifacts: components["schemas"]["RetentionPreviewArtifact"][];
            }[];
        };
    };
    responses: {
        /** @description Refused */
        Refused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        /** @description From 1; 0 and below stand for the first */
        page: number;
        /** @description 0 and below stand for everything */
        page_size: number;
        /** @description Conditions joined by commas: k=v, k=~v, k=[a~b], k={a b}, k=(a b). A column that the list is not filtered by is 400, which names those it is filtered by */
        q: string;
        /** @description Columns joined by commas, a hyphen before one for descending order; unknown ones are passed over */
        sort: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;

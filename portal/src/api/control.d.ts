// Made by "npm run api-types" from the served OpenAPI document.
export interface paths {
    "/auth/credential": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a consumer key, which a person accepts */
        post: operations["postAuthCredential"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/currentCredential": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the consumer key of the call */
        get: operations["getAuthCurrentCredential"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/details": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get who is calling */
        get: operations["getAuthDetails"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign a browser in */
        post: operations["postAuthLogin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the consumer key of the call */
        post: operations["postAuthLogout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get who is signed in with this browser, null for nobody */
        get: operations["getAuthSession"];
        put?: never;
        post?: never;
        /** Sign this browser out */
        delete: operations["deleteAuthSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/time": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the current time of the server, in Unix seconds */
        get: operations["getAuthTime"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the projects */
        get: operations["getCloudProject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a project */
        get: operations["getCloudProjectServiceName"];
        /** Change a project's description */
        put: operations["putCloudProjectServiceName"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what was changed in a project */
        get: operations["getCloudProjectServiceNameAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}/capabilities/containerRegistry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the regions and plans of registries */
        get: operations["getCloudProjectServiceNameCapabilitiesContainerRegistry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}/capabilities/productAvailability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get which plans are to be had where */
        get: operations["getCloudProjectServiceNameCapabilitiesProductAvailability"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}/containerRegistry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the registries of the project */
        get: operations["getCloudProjectServiceNameContainerRegistry"];
        put?: never;
        /** Create a registry */
        post: operations["postCloudProjectServiceNameContainerRegistry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}/containerRegistry/{registryID}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a registry */
        get: operations["getCloudProjectServiceNameContainerRegistryRegistryID"];
        /** Rename a registry */
        put: operations["putCloudProjectServiceNameContainerRegistryRegistryID"];
        post?: never;
        /** Delete a registry with all that is in it */
        delete: operations["deleteCloudProjectServiceNameContainerRegistryRegistryID"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}/containerRegistry/{registryID}/accessLog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the access log, oldest first */
        get: operations["getCloudProjectServiceNameContainerRegistryRegistryIDAccessLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}/containerRegistry/{registryID}/accessLog/setting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get for how long an access log is kept */
        get: operations["getCloudProjectServiceNameContainerRegistryRegistryIDAccessLogSetting"];
        /** Begin or end an access log */
        put: operations["putCloudProjectServiceNameContainerRegistryRegistryIDAccessLogSetting"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}/containerRegistry/{registryID}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what was changed at a registry */
        get: operations["getCloudProjectServiceNameContainerRegistryRegistryIDAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}/containerRegistry/{registryID}/capabilities/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the plans it can grow to */
        get: operations["getCloudProjectServiceNameContainerRegistryRegistryIDCapabilitiesPlan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}/containerRegistry/{registryID}/domain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the host names of one's own */
        get: operations["getCloudProjectServiceNameContainerRegistryRegistryIDDomain"];
        put?: never;
        /** Claim a host name of one's own for a registry */
        post: operations["postCloudProjectServiceNameContainerRegistryRegistryIDDomain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}/containerRegistry/{registryID}/domain/{domain}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a host name */
        get: operations["getCloudProjectServiceNameContainerRegistryRegistryIDDomainDomain"];
        /** Give a host name another certificate */
        put: operations["putCloudProjectServiceNameContainerRegistryRegistryIDDomainDomain"];
        post?: never;
        /** Take a host name away */
        delete: operations["deleteCloudProjectServiceNameContainerRegistryRegistryIDDomainDomain"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}/containerRegistry/{registryID}/domain/{domain}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Look up whose a host name is */
        post: operations["postCloudProjectServiceNameContainerRegistryRegistryIDDomainDomainVerify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}/containerRegistry/{registryID}/iam": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let accounts sign in to the registry instead of local users */
        post: operations["postCloudProjectServiceNameContainerRegistryRegistryIDIam"];
        /** Go back to local users */
        delete: operations["deleteCloudProjectServiceNameContainerRegistryRegistryIDIam"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}/containerRegistry/{registryID}/ipRestrictions/management": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the blocks that may reach the management side */
        get: operations["getCloudProjectServiceNameContainerRegistryRegistryIDIpRestrictionsManagement"];
        /** Replace the blocks that may reach the management side */
        put: operations["putCloudProjectServiceNameContainerRegistryRegistryIDIpRestrictionsManagement"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}/containerRegistry/{registryID}/ipRestrictions/registry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the blocks that may reach the registry side */
        get: operations["getCloudProjectServiceNameContainerRegistryRegistryIDIpRestrictionsRegistry"];
        /** Replace the blocks that may reach the registry side */
        put: operations["putCloudProjectServiceNameContainerRegistryRegistryIDIpRestrictionsRegistry"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}/containerRegistry/{registryID}/metrics/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a new token for the figures */
        post: operations["postCloudProjectServiceNameContainerRegistryRegistryIDMetricsToken"];
        /** End the token for the figures */
        delete: operations["deleteCloudProjectServiceNameContainerRegistryRegistryIDMetricsToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}/containerRegistry/{registryID}/openIdConnect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the OpenID Connect configuration */
        get: operations["getCloudProjectServiceNameContainerRegistryRegistryIDOpenIdConnect"];
        /** Change the OpenID Connect configuration */
        put: operations["putCloudProjectServiceNameContainerRegistryRegistryIDOpenIdConnect"];
        /** Add or replace the OpenID Connect configuration */
        post: operations["postCloudProjectServiceNameContainerRegistryRegistryIDOpenIdConnect"];
        /** Remove the OpenID Connect configuration, and all users */
        delete: operations["deleteCloudProjectServiceNameContainerRegistryRegistryIDOpenIdConnect"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}/containerRegistry/{registryID}/openIdConnect/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List recent sign-ins through providers, newest first */
        get: operations["getCloudProjectServiceNameContainerRegistryRegistryIDOpenIdConnectAttempts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}/containerRegistry/{registryID}/openIdConnect/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a provider, keeping nothing */
        post: operations["postCloudProjectServiceNameContainerRegistryRegistryIDOpenIdConnectCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}/containerRegistry/{registryID}/openIdConnect/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell what a sign-in with given claims would come to, keeping nothing */
        post: operations["postCloudProjectServiceNameContainerRegistryRegistryIDOpenIdConnectPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}/containerRegistry/{registryID}/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the plan */
        get: operations["getCloudProjectServiceNameContainerRegistryRegistryIDPlan"];
        /** Change the plan; a smaller one must have room for the content */
        put: operations["putCloudProjectServiceNameContainerRegistryRegistryIDPlan"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}/containerRegistry/{registryID}/usageAlert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get where it is told that a registry fills up */
        get: operations["getCloudProjectServiceNameContainerRegistryRegistryIDUsageAlert"];
        /** Set where it is told that a registry fills up */
        put: operations["putCloudProjectServiceNameContainerRegistryRegistryIDUsageAlert"];
        post?: never;
        /** Tell nobody any more */
        delete: operations["deleteCloudProjectServiceNameContainerRegistryRegistryIDUsageAlert"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}/containerRegistry/{registryID}/usageAlert/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a message to try the receiver */
        post: operations["postCloudProjectServiceNameContainerRegistryRegistryIDUsageAlertTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}/containerRegistry/{registryID}/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the users */
        get: operations["getCloudProjectServiceNameContainerRegistryRegistryIDUsers"];
        put?: never;
        /** Create an administrator with a password, shown this once */
        post: operations["postCloudProjectServiceNameContainerRegistryRegistryIDUsers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}/containerRegistry/{registryID}/users/{userID}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a user */
        get: operations["getCloudProjectServiceNameContainerRegistryRegistryIDUsersUserID"];
        put?: never;
        post?: never;
        /** Delete a user */
        delete: operations["deleteCloudProjectServiceNameContainerRegistryRegistryIDUsersUserID"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}/containerRegistry/{registryID}/users/{userID}/setAsAdmin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Make a user an administrator */
        put: operations["putCloudProjectServiceNameContainerRegistryRegistryIDUsersUserIDSetAsAdmin"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}/member": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the members of a project */
        get: operations["getCloudProjectServiceNameMember"];
        put?: never;
        /** Make an account a member of a project */
        post: operations["postCloudProjectServiceNameMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}/member/{account}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a member of a project */
        get: operations["getCloudProjectServiceNameMemberAccount"];
        /** Give a member another role */
        put: operations["putCloudProjectServiceNameMemberAccount"];
        post?: never;
        /** End a membership */
        delete: operations["deleteCloudProjectServiceNameMemberAccount"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}/region": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the regions */
        get: operations["getCloudProjectServiceNameRegion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cloud/project/{serviceName}/region/{regionName}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a region */
        get: operations["getCloudProjectServiceNameRegionRegionName"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the account */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/accessRestriction/backupCode": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make new recovery codes */
        post: operations["postMeAccessRestrictionBackupCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/accessRestriction/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get whether a second factor is asked for */
        get: operations["getMeAccessRestrictionTotp"];
        put?: never;
        /** Enrol an authenticator, which counts once it was enabled */
        post: operations["postMeAccessRestrictionTotp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/accessRestriction/totp/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove the authenticator */
        post: operations["postMeAccessRestrictionTotpDisable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/accessRestriction/totp/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enable the authenticator with a code of it */
        post: operations["postMeAccessRestrictionTotpEnable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/api/application": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the applications */
        get: operations["getMeApiApplication"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/api/application/{applicationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an application */
        get: operations["getMeApiApplicationApplicationId"];
        put?: never;
        post?: never;
        /** Delete an application and its consumer keys */
        delete: operations["deleteMeApiApplicationApplicationId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/api/credential": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the consumer keys */
        get: operations["getMeApiCredential"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/api/credential/{credentialId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a consumer key */
        get: operations["getMeApiCredentialCredentialId"];
        /** Change where a consumer key may be used from */
        put: operations["putMeApiCredentialCredentialId"];
        post?: never;
        /** Delete a consumer key */
        delete: operations["deleteMeApiCredentialCredentialId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/api/credential/{credentialId}/application": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the application of a consumer key */
        get: operations["getMeApiCredentialCredentialIdApplication"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/api/oauth2/client": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the OAuth2 clients */
        get: operations["getMeApiOauth2Client"];
        put?: never;
        /** Create an OAuth2 client; its secret is shown this once */
        post: operations["postMeApiOauth2Client"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/api/oauth2/client/{clientId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an OAuth2 client */
        get: operations["getMeApiOauth2ClientClientId"];
        /** Change an OAuth2 client */
        put: operations["putMeApiOauth2ClientClientId"];
        post?: never;
        /** Delete an OAuth2 client; its tokens end */
        delete: operations["deleteMeApiOauth2ClientClientId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what the account changed, and its sign-ins */
        get: operations["getMeAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/changePassword": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change the password */
        post: operations["postMeChangePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/identity/user": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the accounts */
        get: operations["getMeIdentityUser"];
        put?: never;
        /** Create an account */
        post: operations["postMeIdentityUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/identity/user/{user}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an account */
        get: operations["getMeIdentityUserUser"];
        /** Change an account: what is absent stays */
        put: operations["putMeIdentityUserUser"];
        post?: never;
        /** Delete an account */
        delete: operations["deleteMeIdentityUserUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/identity/user/{user}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let nothing of an account in any more */
        post: operations["postMeIdentityUserUserDisable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/identity/user/{user}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let an account in again */
        post: operations["postMeIdentityUserUserEnable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/identity/user/{user}/resetPassword": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a new password, without second factor */
        post: operations["postMeIdentityUserUserResetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the browsers the account is signed in with */
        get: operations["getMeSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/session/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign a browser out */
        delete: operations["deleteMeSessionSessionId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/order/catalog/public/cloud": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the catalogue */
        get: operations["getOrderCatalogPublicCloud"];
        put?: never;
        post?: never;
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
        /** @description A program that calls the API */
        "api.Application": {
            /**
             * Format: int64
             * @description Application ID
             */
            readonly applicationId?: number;
            /** @description Application key */
            readonly applicationKey?: string;
            /** @description Description */
            readonly description?: string;
            /** @description Name */
            readonly name?: string;
            /** @description State */
            readonly status?: components["schemas"]["api.ApplicationStatusEnum"];
        };
        /**
         * @description States of an application
         * @enum {string}
         */
        "api.ApplicationStatusEnum": "active" | "blocked" | "inactive" | "trusted";
        /** @description A consumer key */
        "api.Credential": {
            /** @description Where it may be used from, null for everywhere */
            allowedIPs?: string[] | null;
            /**
             * Format: int64
             * @description Application it was given to
             */
            readonly applicationId?: number;
            /**
             * Format: date-time
             * @description When it was made
             */
            readonly creation?: string;
            /**
             * Format: int64
             * @description Credential ID
             */
            readonly credentialId?: number;
            /**
             * Format: date-time
             * @description When it ends, null for never
             */
            readonly expiration?: string | null;
            /**
             * Format: date-time
             * @description When it was last used
             */
            readonly lastUse?: string | null;
            /** @description Whether support made it */
            readonly ovhSupport?: boolean;
            /** @description What it may call */
            readonly rules?: components["schemas"]["auth.AccessRule"][];
            /** @description State */
            readonly status?: components["schemas"]["auth.CredentialStateEnum"];
        };
        /** @description A change, or a sign-in */
        "audit.Event": {
            /** @description Account name */
            readonly account?: string;
            /** @description IAM action, signIn for a sign-in */
            readonly action?: string;
            /**
             * Format: date-time
             * @description When
             */
            readonly date?: string;
            /**
             * Format: int64
             * @description ID, which grows
             */
            readonly id?: number;
            /** @description Address */
            readonly ip?: string;
            /** @description Method */
            readonly method?: string;
            /** @description Path */
            readonly path?: string;
            /** @description X-OVH-QUERYID of the answer */
            readonly queryId?: string;
            /** @description Registry */
            readonly registryID?: string | null;
            /** @description Project */
            readonly serviceName?: string | null;
            /**
             * Format: int64
             * @description Status of the answer
             */
            readonly status?: number;
            /** @description The key, session or client it used */
            readonly through?: string;
            /** @description Program */
            readonly userAgent?: string;
        };
        /** @description What a consumer key may call */
        "auth.AccessRule": {
            /** @description Method */
            method: components["schemas"]["http.MethodEnum"];
            /** @description Path, with * for any text */
            path: string;
        };
        /** @description A consumer key that a person has yet to accept */
        "auth.CredentialAsked": {
            /**
             * Format: password
             * @description Consumer key
             */
            readonly consumerKey?: string;
            /** @description pendingValidation */
            readonly state?: string;
            /** @description Where a person accepts or refuses */
            readonly validationUrl?: string;
        };
        /** @description A request for a consumer key */
        "auth.CredentialRequest": {
            /** @description What it is to call */
            accessRules: components["schemas"]["auth.AccessRule"][];
            /** @description Where it is to be used from */
            allowedIPs?: string[] | null;
            /** @description Where the person is sent afterwards */
            redirection?: string | null;
        };
        /**
         * @description States of a consumer key
         * @enum {string}
         */
        "auth.CredentialStateEnum": "expired" | "pendingValidation" | "refused" | "validated";
        /** @description Who is calling */
        "auth.Details": {
            /** @description Account name */
            readonly account?: string;
            /** @description What may be called, null for everything */
            readonly allowedRoutes?: components["schemas"]["auth.AccessRule"][] | null;
            /** @description Description */
            readonly description?: string | null;
            /** @description URNs of the caller */
            readonly identities?: string[];
            /** @description How the caller proved who it is */
            readonly method?: components["schemas"]["auth.MethodEnum"];
            /** @description Roles */
            readonly roles?: string[] | null;
            /** @description User of the account */
            readonly user?: string | null;
        };
        /** @description A sign-in: account and password, or the ticket of a first step with a code */
        "auth.Login": {
            /** @description Account name */
            account?: string | null;
            /** @description Code of the authenticator, or a recovery code */
            code?: string | null;
            /**
             * Format: password
             * @description Password
             */
            password?: string | null;
            /** @description From the answer that asked for a code */
            ticket?: string | null;
        };
        /**
         * @description How a caller proved who it is
         * @enum {string}
         */
        "auth.MethodEnum": "account" | "oauth2_client_credentials" | "provider" | "user";
        /** @description Who is signed in with this browser */
        "auth.Session": {
            /** @description Account name */
            readonly account?: string;
            /** @description Whether they handle accounts */
            readonly administrator?: boolean;
            /** @description For the header X-CSRF-Token */
            readonly csrfToken?: string;
            /** @description Email address */
            readonly email?: string;
            /**
             * Format: date-time
             * @description When the session ends at the latest
             */
            readonly expiresAt?: string;
        };
        /**
         * @description Whether a code is needed
         * @enum {string}
         */
        "auth.SignInStateEnum": "codeNeeded" | "signedIn";
        /** @description What came of a sign-in */
        "auth.SignedIn": {
            /** @description Account name, when signed in */
            readonly account?: string | null;
            /** @description For the header X-CSRF-Token, when signed in */
            readonly csrfToken?: string | null;
            /** @description State */
            readonly state?: components["schemas"]["auth.SignInStateEnum"];
            /** @description Goes with the code, when one is needed */
            readonly ticket?: string | null;
        };
        /**
         * @description Access to a project
         * @enum {string}
         */
        "cloud.AccessTypeEnum": "full" | "restricted";
        /** @description A service of a region */
        "cloud.Component": {
            /** @description Endpoint */
            readonly endpoint?: string;
            /** @description Name */
            readonly name?: string;
            /** @description Status */
            readonly status?: components["schemas"]["cloud.RegionStatusEnum"];
        };
        /** @description Which plans are to be had where */
        "cloud.ProductAvailability": {
            /** @description Plans */
            readonly plans?: components["schemas"]["cloud.ProductAvailabilityPlan"][];
            /** @description Products */
            readonly products?: string[];
        };
        /** @description Where a plan is to be had */
        "cloud.ProductAvailabilityPlan": {
            /** @description Plan code */
            readonly code?: string;
            /** @description Regions */
            readonly regions?: components["schemas"]["cloud.ProductAvailabilityRegion"][];
        };
        /** @description A region that has a plan */
        "cloud.ProductAvailabilityRegion": {
            /** @description Whether it is open */
            readonly enabled?: boolean;
            /** @description Region */
            readonly name?: string;
            /** @description Kind of region */
            readonly type?: string;
        };
        /** @description A cloud project */
        "cloud.Project": {
            /** @description Access */
            readonly access?: components["schemas"]["cloud.AccessTypeEnum"];
            /**
             * Format: date-time
             * @description When it was created
             */
            readonly creationDate?: string;
            /** @description Description */
            description?: string | null;
            /**
             * Format: date-time
             * @description When it ends
             */
            readonly expiration?: string | null;
            /** @description What rules of rights name it by */
            readonly iam?: components["schemas"]["iam.ResourceMetadata"];
            /** @description Whether quotas are set by hand */
            manualQuota?: boolean | null;
            /**
             * Format: int64
             * @description Order
             */
            readonly orderId?: number | null;
            /** @description Plan code */
            readonly planCode?: string;
            /** @description Name */
            readonly projectName?: string | null;
            /** @description Project ID */
            readonly project_id?: string;
            /** @description Status */
            readonly status?: components["schemas"]["cloud.project.ProjectStatusEnum"];
            /** @description Whether quotas were lifted */
            readonly unleash?: boolean;
        };
        /** @description A registry to be created */
        "cloud.ProjectContainerRegistryCreation": {
            /** @description Make the public project library, as Harbor does; not made when absent */
            libraryProject?: boolean | null;
            /** @description Registry name */
            name: string;
            /** @description Plan ID, the smallest when absent */
            planID?: string | null;
            /** @description Region of the registry */
            region: string;
        };
        /** @description A registry's new plan */
        "cloud.ProjectContainerRegistryPlanUpdate": {
            /** @description Plan ID */
            planID: string;
        };
        /** @description A registry's new name */
        "cloud.ProjectContainerRegistryUpdate": {
            /** @description Registry name */
            name: string;
        };
        /** @description A user to be created; what is absent is made up */
        "cloud.ProjectContainerRegistryUsersCreation": {
            /** @description Email address */
            email?: string | null;
            /** @description Username */
            login?: string | null;
            /**
             * Format: password
             * @description Password; made up when absent
             */
            password?: string | null;
        };
        /** @description A region */
        "cloud.Region": {
            /** @description Availability zones */
            readonly availabilityZones?: string[];
            /** @description Continent */
            readonly continentCode?: string;
            /** @description Country */
            readonly countryCode?: string | null;
            /** @description Location */
            readonly datacenterLocation?: string;
            /** @description Countries of its addresses */
            readonly ipCountries?: string[];
            /** @description Region */
            readonly name?: string;
            /** @description Services */
            readonly services?: components["schemas"]["cloud.Component"][];
            /** @description Status */
            readonly status?: components["schemas"]["cloud.RegionStatusEnum"];
            /** @description Kind of region */
            readonly type?: components["schemas"]["cloud.RegionTypeEnum"];
        };
        /**
         * @description Status of a region
         * @enum {string}
         */
        "cloud.RegionStatusEnum": "DOWN" | "MAINTENANCE" | "UP";
        /**
         * @description Kinds of region
         * @enum {string}
         */
        "cloud.RegionTypeEnum": "localzone" | "region" | "region-3-az";
        /** @description A request to a registry */
        "cloud.containerRegistry.Access": {
            /** @description Who asked */
            readonly actor?: string;
            /**
             * Format: int64
             * @description Size of the answer, -1 for a stream
             */
            readonly bytes?: number;
            /**
             * Format: date-time
             * @description When it was answered
             */
            readonly date?: string;
            /**
             * Format: int64
             * @description ID, which grows
             */
            readonly id?: number;
            /** @description Address */
            readonly ip?: string;
            /** @description Method */
            readonly method?: string;
            /**
             * Format: int64
             * @description Time until it could be sent
             */
            readonly millis?: number;
            /** @description Path without query */
            readonly path?: string;
            /** @description X-Request-Id of the answer */
            readonly requestId?: string;
            /**
             * Format: int64
             * @description Status of the answer
             */
            readonly status?: number;
            /** @description Program */
            readonly userAgent?: string;
        };
        /** @description For how long an access log is kept */
        "cloud.containerRegistry.AccessLogSetting": {
            /**
             * Format: int64
             * @description 0 to 365; 0 ends the log and deletes it
             */
            days: number;
        };
        /** @description Where registries of which plans can be created */
        "cloud.containerRegistry.Capability": {
            /** @description Plans available there */
            readonly plans?: components["schemas"]["cloud.containerRegistry.Plan"][];
            /** @description Region */
            readonly regionName?: string;
            /** @description Kind of region */
            readonly regionType?: components["schemas"]["common.RegionTypeEnum"];
        };
        /** @description A certificate and its key */
        "cloud.containerRegistry.Certificate": {
            /** @description PEM certificate chain, the server's own first */
            certificate: string;
            /**
             * Format: password
             * @description PEM private key, PKCS #8
             */
            key: string;
        };
        /** @description A host name of one's own */
        "cloud.containerRegistry.Domain": {
            /**
             * Format: date-time
             * @description When it was given
             */
            readonly createdAt?: string;
            /** @description Host name */
            readonly domain?: string;
            /**
             * Format: date-time
             * @description When a claim ends that was not shown
             */
            readonly expiresAt?: string | null;
            /** @description Where the TXT record stands that shows whose it is */
            readonly recordName?: string;
            /** @description What it says */
            readonly recordValue?: string | null;
            /** @description Whether the registry answers to it */
            readonly state?: components["schemas"]["cloud.containerRegistry.DomainState"];
            /**
             * Format: date-time
             * @description When its certificate was given
             */
            readonly updatedAt?: string;
            /**
             * Format: date-time
             * @description Begin of its certificate
             */
            readonly validFrom?: string;
            /**
             * Format: date-time
             * @description End of its certificate
             */
            readonly validTo?: string;
        };
        /** @description A host name with its certificate */
        "cloud.containerRegistry.DomainCreation": {
            /** @description PEM certificate chain, the server's own first */
            certificate: string;
            /** @description Host name */
            domain: string;
            /**
             * Format: password
             * @description PEM private key, PKCS #8
             */
            key: string;
        };
        /**
         * @description ACTIVE answers; UNPROVEN answers and goes to whoever shows it; PENDING does not yet
         * @enum {string}
         */
        "cloud.containerRegistry.DomainState": "ACTIVE" | "PENDING" | "UNPROVEN";
        /** @description What a plan has */
        "cloud.containerRegistry.Features": {
            /** @description Vulnerability scanning */
            readonly vulnerability?: boolean;
        };
        /** @description A block of addresses that may reach the registry */
        "cloud.containerRegistry.IPRestrictions": {
            /**
             * Format: date-time
             * @description When it was added
             */
            readonly createdAt?: string;
            /** @description What the block is */
            description?: string | null;
            /** @description Address or block in CIDR notation */
            ipBlock: string;
            /**
             * Format: date-time
             * @description When it was last changed
             */
            readonly updatedAt?: string;
        };
        /** @description A token for Prometheus, shown this once */
        "cloud.containerRegistry.MetricsToken": {
            /** @description Path of the figures on the registry's host */
            readonly path?: string;
            /**
             * Format: password
             * @description Bearer token
             */
            readonly token?: string;
        };
        /** @description A sign-in through a provider */
        "cloud.containerRegistry.OIDCAttempt": {
            /** @description Whether it made an administrator */
            readonly administrator?: boolean;
            /** @description Claims seen; none when the provider vouched for none */
            readonly claims?: components["schemas"]["cloud.containerRegistry.OIDCClaim"][];
            /** @description Those that pass groupFilter now */
            readonly countedGroups?: string[];
            /**
             * Format: date-time
             * @description When
             */
            readonly date?: string;
            /** @description Groups, as the provider names them */
            readonly groups?: string[];
            /**
             * Format: int64
             * @description ID, which grows
             */
            readonly id?: number;
            /** @description Address of the browser */
            readonly ip?: string;
            /** @description Issuer of the provider */
            readonly issuer?: string | null;
            /** @description Roles in projects as they are now, at most 200 */
            readonly projectRoles?: components["schemas"]["cloud.containerRegistry.OIDCProjectRole"][];
            /** @description Alias, empty for the configuration of this API */
            readonly provider?: string;
            /** @description Why it was refused */
            readonly reason?: string | null;
            /** @description Browser */
            readonly userAgent?: string;
            /**
             * Format: int64
             * @description ID of the user
             */
            readonly userId?: number | null;
            /** @description Username, chosen or suggested */
            readonly username?: string | null;
            /** @description How it ended; ONBOARDING: a username is yet to be chosen */
            readonly verdict?: components["schemas"]["cloud.containerRegistry.OIDCAttemptVerdictEnum"];
        };
        /**
         * @description How a sign-in ended
         * @enum {string}
         */
        "cloud.containerRegistry.OIDCAttemptVerdictEnum": "LINKED" | "ONBOARDING" | "REFUSED" | "SUCCEEDED";
        /** @description A certificate the provider showed */
        "cloud.containerRegistry.OIDCCertificate": {
            /** @description Who vouches */
            readonly issuer?: string;
            /** @description Whose */
            readonly subject?: string;
            /** @description Begin */
            readonly validFrom?: string;
            /** @description End */
            readonly validTo?: string;
        };
        /** @description A provider to be tried */
        "cloud.containerRegistry.OIDCCheck": {
            /** @description Provider */
            provider: components["schemas"]["cloud.containerRegistry.OIDCConfiguration"];
        };
        /** @description A claim that was seen */
        "cloud.containerRegistry.OIDCClaim": {
            /** @description Name */
            readonly name?: string;
            /** @description Value, as JSON unless text; masked where personal */
            readonly value?: string;
        };
        /** @description The OpenID Connect provider of a registry */
        "cloud.containerRegistry.OIDCConfiguration": {
            /** @description Members of this group are administrators */
            adminGroup?: string | null;
            /** @description Take the username from userClaim without asking */
            autoOnboard?: boolean | null;
            /** @description Client ID at the provider */
            clientId: string;
            /**
             * Format: password
             * @description Client secret; never in answers
             */
            clientSecret: string | null;
            /**
             * Format: date-time
             * @description When it was configured
             */
            readonly createdAt?: string;
            /** @description Issuer URL of the provider */
            endpoint: string;
            /** @description Regular expression of the groups that count */
            groupFilter?: string | null;
            /** @description Claim that lists the groups */
            groupsClaim?: string | null;
            /** @description Configuration ID */
            readonly id?: string;
            /** @description Name on the sign-in button */
            name: string;
            /** @description Scopes to ask for, with commas between */
            scope: string;
            /** @description Status */
            readonly status?: components["schemas"]["cloud.containerRegistry.OIDCStatusEnum"];
            /**
             * Format: date-time
             * @description When it was last changed
             */
            readonly updatedAt?: string | null;
            /** @description Claim that becomes the username */
            userClaim?: string | null;
            /** @description Whether the provider's certificate is checked */
            verifyCert?: boolean | null;
        };
        /** @description An endpoint of the provider */
        "cloud.containerRegistry.OIDCEndpoint": {
            /** @description Name in the discovery document */
            readonly name?: string;
            /** @description URL */
            readonly url?: string;
        };
        /** @description One thing that was looked at */
        "cloud.containerRegistry.OIDCFinding": {
            /** @description In words */
            readonly message?: string;
            /** @description What */
            readonly subject?: string;
            /** @description How it stands */
            readonly verdict?: components["schemas"]["cloud.containerRegistry.VerdictEnum"];
        };
        /** @description A provider to be set */
        "cloud.containerRegistry.OIDCPost": {
            /** @description Delete the users that exist */
            deleteUsers?: boolean | null;
            /** @description The provider */
            provider: components["schemas"]["cloud.containerRegistry.OIDCConfiguration"];
        };
        /** @description What a sign-in with these claims would come to */
        "cloud.containerRegistry.OIDCPreview": {
            /** @description Whether it makes an administrator */
            readonly administrator?: boolean;
            /** @description Whether the person is asked for the username */
            readonly asked?: boolean;
            /** @description Those that pass groupFilter */
            readonly countedGroups?: string[];
            /** @description Email address */
            readonly email?: string | null;
            /** @description Groups, as the provider names them */
            readonly groups?: string[];
            /** @description Name */
            readonly name?: string;
            /** @description What is missing, in sentences */
            readonly problems?: string[];
            /** @description Roles in projects that the groups have now */
            readonly projectRoles?: components["schemas"]["cloud.containerRegistry.OIDCProjectRole"][];
            /** @description Username, taken or suggested; empty for none */
            readonly username?: string;
        };
        /** @description Claims to be read as a provider's would be */
        "cloud.containerRegistry.OIDCPreviewOf": {
            /** @description Claims of an ID token, a JSON object as text */
            claims: string;
            /** @description Provider */
            provider: components["schemas"]["cloud.containerRegistry.OIDCConfiguration"];
        };
        /** @description A role in a project of the registry */
        "cloud.containerRegistry.OIDCProjectRole": {
            /** @description Project */
            readonly project?: string;
            /** @description For these repositories only */
            readonly repositories?: string | null;
            /** @description Role */
            readonly role?: string;
        };
        /** @description Changes to a provider; what is absent or null stays */
        "cloud.containerRegistry.OIDCPut": {
            /** @description Members of this group are administrators */
            adminGroup?: string | null;
            /** @description Take the username from userClaim without asking */
            autoOnboard?: boolean | null;
            /** @description Client ID at the provider */
            clientId?: string | null;
            /**
             * Format: password
             * @description Client secret; never in answers
             */
            clientSecret?: string | null;
            /** @description Issuer URL of the provider */
            endpoint?: string | null;
            /** @description Regular expression of the groups that count */
            groupFilter?: string | null;
            /** @description Claim that lists the groups */
            groupsClaim?: string | null;
            /** @description Name on the sign-in button */
            name?: string | null;
            /** @description Scopes to ask for, with commas between */
            scope?: string | null;
            /** @description Claim that becomes the username */
            userClaim?: string | null;
            /** @description Whether the provider's certificate is checked */
            verifyCert?: boolean | null;
        };
        /** @description What was found at a provider */
        "cloud.containerRegistry.OIDCReport": {
            /** @description Where it may tell that somebody signed out there */
            readonly backchannelLogoutUri?: string;
            /** @description Chain, the provider's own first */
            readonly certificates?: components["schemas"]["cloud.containerRegistry.OIDCCertificate"][];
            /** @description Claims the provider lists */
            readonly claimsSupported?: string[];
            /** @description Endpoints */
            readonly endpoints?: components["schemas"]["cloud.containerRegistry.OIDCEndpoint"][];
            /** @description Findings */
            readonly findings?: components["schemas"]["cloud.containerRegistry.OIDCFinding"][];
            /** @description Issuer */
            readonly issuer?: string | null;
            /** @description Where it must be allowed to send who signed out, where it ends sessions for clients */
            readonly postLogoutRedirectUris?: string[];
            /** @description Where the provider must be allowed to send who signed in, one for each host */
            readonly redirectUris?: string[];
            /** @description Scopes the provider lists */
            readonly scopesSupported?: string[];
            /** @description The worst of the findings */
            readonly verdict?: components["schemas"]["cloud.containerRegistry.VerdictEnum"];
        };
        /**
         * @description Status of a configuration
         * @enum {string}
         */
        "cloud.containerRegistry.OIDCStatusEnum": "DELETING" | "ERROR" | "INSTALLING" | "PATCHING" | "READY" | "UPDATING";
        /** @description The size of a registry */
        "cloud.containerRegistry.Plan": {
            /** @description Plan code in the catalogue */
            readonly code?: string;
            /**
             * Format: date-time
             * @description When the plan was made
             */
            readonly createdAt?: string;
            /** @description What the plan has */
            readonly features?: components["schemas"]["cloud.containerRegistry.Features"];
            /** @description Plan ID */
            readonly id?: string;
            /** @description Plan name */
            readonly name?: components["schemas"]["cloud.containerRegistry.PlanNameEnum"];
            /** @description What the plan allows */
            readonly registryLimits?: components["schemas"]["cloud.containerRegistry.RegistryLimits"];
            /**
             * Format: date-time
             * @description When the plan was last changed
             */
            readonly updatedAt?: string;
        };
        /**
         * @description Names of the plans
         * @enum {string}
         */
        "cloud.containerRegistry.PlanNameEnum": "SMALL" | "MEDIUM" | "LARGE";
        /** @description A managed private registry */
        "cloud.containerRegistry.Registry": {
            /**
             * Format: date-time
             * @description When it was created
             */
            readonly createdAt?: string;
            /**
             * Format: date-time
             * @description When it was READY for the first time
             */
            readonly deliveredAt?: string | null;
            /** @description Whether accounts sign in to the registry */
            readonly iamEnabled?: boolean;
            /** @description Registry ID */
            readonly id?: string;
            /** @description Registry name */
            readonly name?: string;
            /** @description ID of the cloud project it belongs to */
            readonly projectID?: string;
            /** @description Region it was created for */
            readonly region?: string;
            /**
             * Format: int64
             * @description Bytes its content takes
             */
            readonly size?: number;
            /** @description Status */
            readonly status?: components["schemas"]["cloud.containerRegistry.StatusEnum"];
            /**
             * Format: date-time
             * @description When it was last changed
             */
            readonly updatedAt?: string;
            /** @description Where its portal and its API are */
            readonly url?: string;
            /** @description The Harbor release whose API it speaks */
            readonly version?: string;
        };
        /** @description What a plan allows */
        "cloud.containerRegistry.RegistryLimits": {
            /**
             * Format: int64
             * @description Bytes of images it may hold
             */
            readonly imageStorage?: number;
            /**
             * Format: int64
             * @description Requests it serves at the same time
             */
            readonly parallelRequest?: number;
        };
        /**
         * @description Status of a managed private registry
         * @enum {string}
         */
        "cloud.containerRegistry.StatusEnum": "DELETED" | "DELETING" | "ERROR" | "INSTALLING" | "READY" | "RESTORING" | "SCALING_UP" | "SUSPENDED" | "SUSPENDING" | "UPDATING";
        /** @description Where it is told that a registry fills up */
        "cloud.containerRegistry.UsageAlert": {
            /**
             * Format: date-time
             * @description When it was set first
             */
            readonly createdAt?: string;
            /**
             * Format: int64
             * @description Highest threshold told of, 0 for none
             */
            readonly reached?: number;
            /**
             * Format: password
             * @description Signs messages; made up when absent, shown once
             */
            secret?: string | null;
            /** @description Percentages; 80, 90, 100 when absent */
            thresholds?: number[] | null;
            /**
             * Format: date-time
             * @description When it was set last
             */
            readonly updatedAt?: string;
            /** @description Receiver, https */
            url: string;
            /** @description Messages that were not taken yet */
            readonly waiting?: components["schemas"]["cloud.containerRegistry.UsageAlertDelivery"][];
        };
        /** @description A message that was not taken yet */
        "cloud.containerRegistry.UsageAlertDelivery": {
            /**
             * Format: int64
             * @description How often it was tried
             */
            readonly attempts?: number;
            /**
             * Format: int64
             * @description ID
             */
            readonly id?: number;
            /**
             * Format: date-time
             * @description When it is tried next
             */
            readonly nextAttempt?: string;
            /** @description Why it was not taken */
            readonly problem?: string | null;
        };
        /** @description A user of a registry */
        "cloud.containerRegistry.User": {
            /** @description Email address */
            readonly email?: string;
            /** @description User ID */
            readonly id?: string;
            /**
             * Format: password
             * @description Only in the answer that creates the user
             */
            readonly password?: string | null;
            /** @description Username */
            readonly user?: string;
        };
        /**
         * @description How something stands
         * @enum {string}
         */
        "cloud.containerRegistry.VerdictEnum": "FAILED" | "OK" | "WARNING";
        /** @description Switches sign-in with accounts on */
        "cloud.containerRegistry.iamPost": {
            /** @description Delete the users that exist */
            deleteUsers?: boolean | null;
        };
        /** @description A member of a project */
        "cloud.project.Member": {
            /** @description Account name */
            readonly account?: string;
            /**
             * Format: date-time
             * @description Since when
             */
            readonly createdAt?: string;
            /** @description Email address */
            readonly email?: string;
            /** @description What they may do */
            role: components["schemas"]["cloud.project.RoleEnum"];
        };
        /** @description A new member of a project */
        "cloud.project.MemberCreation": {
            /** @description Account name */
            account: string;
            /** @description What they may do */
            role: components["schemas"]["cloud.project.RoleEnum"];
        };
        /**
         * @description Status of a project
         * @enum {string}
         */
        "cloud.project.ProjectStatusEnum": "creating" | "deleted" | "deleting" | "ok" | "suspended";
        /**
         * @description Roles
         * @enum {string}
         */
        "cloud.project.RoleEnum": "operator" | "owner" | "viewer";
        /**
         * @description Kinds of region
         * @enum {string}
         */
        "common.RegionTypeEnum": "LOCAL-ZONE" | "REGION-1-AZ" | "REGION-3-AZ";
        /**
         * @description Methods
         * @enum {string}
         */
        "http.MethodEnum": "DELETE" | "GET" | "PATCH" | "POST" | "PUT";
        /** @description What rules of rights name a resource by */
        "iam.ResourceMetadata": {
            /** @description Name for people */
            readonly displayName?: string | null;
            /** @description ID, which never changes */
            readonly id?: string;
            /** @description State */
            readonly state?: components["schemas"]["iam.resource.StateEnum"];
            /** @description Tags */
            readonly tags?: {
                [key: string]: string;
            };
            /** @description URN */
            readonly urn?: string;
        };
        /**
         * @description States of a resource
         * @enum {string}
         */
        "iam.resource.StateEnum": "EXPIRED" | "IN_CREATION" | "OK" | "SUSPENDED" | "TO_DELETE";
        /**
         * @description Kinds of account
         * @enum {string}
         */
        "me.identity.GroupEnum": "ADMIN" | "DEFAULT";
        /** @description A made-up password, shown this once; browsers, programs and what the account was given in registries ended with the old one */
        "me.identity.NewPassword": {
            /**
             * Format: int64
             * @description Consumer keys that still work
             */
            readonly credentials?: number;
            /**
             * Format: int64
             * @description OAuth2 clients that are still there
             */
            readonly oauth2Clients?: number;
            /**
             * Format: password
             * @description Password
             */
            readonly password?: string;
        };
        /**
         * @description States
         * @enum {string}
         */
        "me.identity.StatusEnum": "DISABLED" | "OK";
        /** @description An account */
        "me.identity.User": {
            /**
             * Format: date-time
             * @description When it was made
             */
            readonly creation?: string;
            /** @description Description */
            description?: string | null;
            /** @description Email address */
            email?: string | null;
            /** @description ADMIN handles accounts */
            group?: components["schemas"]["me.identity.GroupEnum"] | null;
            /**
             * Format: date-time
             * @description When it was last changed
             */
            readonly lastUpdate?: string;
            /** @description Name */
            readonly login?: string;
            /**
             * Format: date-time
             * @description Since when it has this password
             */
            readonly passwordLastUpdate?: string;
            /** @description State */
            readonly status?: components["schemas"]["me.identity.StatusEnum"];
            /** @description URN */
            readonly urn?: string;
        };
        /** @description A new account; its password is shown this once */
        "me.identity.UserCreated": {
            /** @description Email address */
            readonly email?: string;
            /** @description Name */
            readonly login?: string;
            /**
             * Format: password
             * @description Made-up password, empty when one was given
             */
            readonly password?: string;
        };
        /** @description A new account */
        "me.identity.UserCreation": {
            /** @description Description */
            description?: string | null;
            /** @description Email address; made up when absent */
            email?: string | null;
            /** @description ADMIN handles accounts */
            group?: components["schemas"]["me.identity.GroupEnum"] | null;
            /** @description Name */
            login: string;
            /**
             * Format: password
             * @description Made up when absent
             */
            password?: string | null;
        };
        /** @description A currency */
        "nichandle.Currency": {
            /** @description ISO 4217 code */
            readonly code?: string;
            /** @description Symbol */
            readonly symbol?: string;
        };
        /**
         * @description Legal forms
         * @enum {string}
         */
        "nichandle.LegalFormEnum": "administration" | "association" | "corporation" | "individual" | "other" | "personalcorporation";
        /** @description An account */
        "nichandle.Nichandle": {
            /** @description Address */
            readonly address?: string | null;
            /** @description Area */
            readonly area?: string | null;
            /** @description City of birth */
            readonly birthCity?: string | null;
            /** @description Day of birth */
            readonly birthDay?: string | null;
            /** @description City */
            readonly city?: string | null;
            /** @description Number of the company */
            readonly companyNationalIdentificationNumber?: string | null;
            /** @description Kind of company */
            readonly corporationType?: string | null;
            /** @description Country */
            readonly country?: string;
            /** @description Currency */
            readonly currency?: components["schemas"]["nichandle.Currency"];
            /** @description Customer code */
            readonly customerCode?: string | null;
            /** @description Email address */
            readonly email?: string;
            /** @description Fax */
            readonly fax?: string | null;
            /** @description First name */
            readonly firstname?: string | null;
            /** @description Italian SDI */
            readonly italianSDI?: string | null;
            /** @description Language */
            readonly language?: string | null;
            /** @description Legal form */
            readonly legalform?: components["schemas"]["nichandle.LegalFormEnum"];
            /** @description Name */
            readonly name?: string | null;
            /** @description National identification number */
            readonly nationalIdentificationNumber?: string | null;
            /** @description Account name */
            readonly nichandle?: string;
            /** @description Organisation */
            readonly organisation?: string | null;
            /** @description Company */
            readonly ovhCompany?: string;
            /** @description Subsidiary */
            readonly ovhSubsidiary?: string;
            /** @description Phone */
            readonly phone?: string | null;
            /** @description Country of the phone */
            readonly phoneCountry?: string | null;
            /** @description Sex */
            readonly sex?: string | null;
            /** @description Second email address */
            readonly spareEmail?: string | null;
            /** @description State */
            readonly state?: components["schemas"]["nichandle.StateEnum"];
            /** @description VAT number */
            readonly vat?: string | null;
            /** @description Postal code */
            readonly zip?: string | null;
        };
        /** @description Proof that it is the person */
        "nichandle.Password": {
            /**
             * Format: password
             * @description Password
             */
            password: string;
        };
        /** @description A new password */
        "nichandle.PasswordChange": {
            /**
             * Format: password
             * @description The new one
             */
            newPassword: string;
            /**
             * Format: password
             * @description The one of now
             */
            password: string;
        };
        /** @description A browser the account is signed in with */
        "nichandle.Session": {
            /**
             * Format: date-time
             * @description When it signed in
             */
            readonly creationDate?: string;
            /** @description Whether it is the one that asks */
            readonly current?: boolean;
            /**
             * Format: date-time
             * @description When it ends at the latest
             */
            readonly expiration?: string;
            /**
             * Format: int64
             * @description Session ID
             */
            readonly id?: number;
            /** @description Address it signed in from */
            readonly ip?: string;
            /**
             * Format: date-time
             * @description When it was last used
             */
            readonly lastUse?: string;
            /** @description Browser */
            readonly userAgent?: string;
        };
        /**
         * @description States of an account
         * @enum {string}
         */
        "nichandle.StateEnum": "complete" | "incomplete";
        /** @description Recovery codes, each good for one sign-in, shown this once */
        "nichandle.accessRestriction.BackupCodes": {
            /** @description Codes */
            readonly codes?: string[];
        };
        /** @description A code */
        "nichandle.accessRestriction.Code": {
            /** @description Code of the authenticator, or a recovery code */
            code: string;
        };
        /** @description Proof of both factors */
        "nichandle.accessRestriction.Proof": {
            /** @description Code of the authenticator, or a recovery code */
            code: string;
            /**
             * Format: password
             * @description Password
             */
            password: string;
        };
        /** @description Whether a second factor is asked for */
        "nichandle.accessRestriction.Totp": {
            /**
             * Format: int64
             * @description Recovery codes not used yet
             */
            readonly backupCodesLeft?: number;
            /** @description Whether it is */
            readonly enabled?: boolean;
        };
        /** @description A new authenticator, shown this once */
        "nichandle.accessRestriction.TotpSecret": {
            /**
             * Format: password
             * @description The otpauth URI of the QR code
             */
            readonly qrcodeHelper?: string;
            /**
             * Format: password
             * @description To type into an app
             */
            readonly secret?: string;
        };
        /** @description An OAuth2 client */
        "oauth2.Client": {
            /** @description Where sign-in may return to */
            callbackUrls?: string[];
            /** @description Client ID */
            readonly clientId?: string;
            /**
             * Format: date-time
             * @description When it was made
             */
            readonly createdAt?: string;
            /** @description Description */
            description?: string;
            /** @description How it gets tokens */
            readonly flow?: components["schemas"]["oauth2.FlowEnum"];
            /** @description Its URN, for a service account */
            readonly identity?: string | null;
            /** @description Name */
            name?: string;
        };
        /** @description A new OAuth2 client */
        "oauth2.ClientCreated": {
            /** @description Client ID */
            readonly clientId?: string;
            /**
             * Format: password
             * @description Client secret, shown this once
             */
            readonly clientSecret?: string;
        };
        /** @description An OAuth2 client to be made */
        "oauth2.ClientCreation": {
            /** @description Where sign-in may return to; a service account has none */
            callbackUrls?: string[] | null;
            /** @description Description */
            description: string;
            /** @description How it gets tokens */
            flow: components["schemas"]["oauth2.FlowEnum"];
            /** @description Name */
            name: string;
        };
        /** @description Changes to an OAuth2 client; what is absent stays */
        "oauth2.ClientUpdate": {
            /** @description Where sign-in may return to */
            callbackUrls?: string[] | null;
            /** @description Description */
            description?: string | null;
            /** @description Name */
            name?: string | null;
        };
        /**
         * @description How an OAuth2 client gets tokens
         * @enum {string}
         */
        "oauth2.FlowEnum": "AUTHORIZATION_CODE" | "CLIENT_CREDENTIALS";
        /** @description What is to be had */
        "order.catalog.public.Catalog": {
            /** @description Plans */
            readonly addons?: components["schemas"]["order.catalog.public.Plan"][];
            /**
             * Format: int64
             * @description Catalogue ID
             */
            readonly catalogId?: number;
            /** @description Currency and tax */
            readonly locale?: components["schemas"]["order.catalog.public.Locale"];
        };
        /** @description Currency and tax */
        "order.catalog.public.Locale": {
            /** @description Currency */
            readonly currencyCode?: string;
            /** @description Subsidiary */
            readonly subsidiary?: string;
            /**
             * Format: double
             * @description Tax in percent
             */
            readonly taxRate?: number;
        };
        /** @description A plan */
        "order.catalog.public.Plan": {
            /** @description Name on invoices */
            readonly invoiceName?: string;
            /** @description Plan code */
            readonly planCode?: string;
            /** @description Prices */
            readonly pricings?: components["schemas"]["order.catalog.public.Pricing"][];
            /** @description Product */
            readonly product?: string;
        };
        /** @description A price */
        "order.catalog.public.Pricing": {
            /** @description What the price is for */
            readonly capacities?: string[];
            /**
             * Format: int64
             * @description Months bound
             */
            readonly commitment?: number;
            /** @description Description */
            readonly description?: string;
            /**
             * Format: int64
             * @description Length of an interval
             */
            readonly interval?: number;
            /** @description Unit of the interval */
            readonly intervalUnit?: string;
            /** @description Mode */
            readonly mode?: string;
            /**
             * Format: int64
             * @description Phase
             */
            readonly phase?: number;
            /**
             * Format: int64
             * @description Price in hundred millionths of the currency
             */
            readonly price?: number;
            /**
             * Format: int64
             * @description Tax in the same unit
             */
            readonly tax?: number;
            /** @description Kind of price */
            readonly type?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    postAuthCredential: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["auth.CredentialRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["auth.CredentialAsked"];
                };
            };
        };
    };
    getAuthCurrentCredential: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["api.Credential"];
                };
            };
        };
    };
    getAuthDetails: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["auth.Details"];
                };
            };
        };
    };
    postAuthLogin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["auth.Login"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["auth.SignedIn"];
                };
            };
        };
    };
    postAuthLogout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    getAuthSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["auth.Session"];
                };
            };
        };
    };
    deleteAuthSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    getAuthTime: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": number;
                };
            };
        };
    };
    getCloudProject: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string[];
                };
            };
        };
    };
    getCloudProjectServiceName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.Project"];
                };
            };
        };
    };
    putCloudProjectServiceName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["cloud.Project"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    getCloudProjectServiceNameAudit: {
        parameters: {
            query?: {
                /** @description Only of this account */
                account?: string;
                /** @description Only with this method */
                method?: string;
                /** @description Not before */
                from?: string;
                /** @description Before */
                to?: string;
                /** @description Only with an ID below: the next page */
                before?: number;
                /** @description Only with an ID above */
                after?: number;
                /** @description At most so many; 100 when absent */
                limit?: number;
                /** @description jsonl: JSON lines, oldest first, without limit */
                format?: string;
                /** @description true: JSON lines as they come, until the client leaves */
                follow?: boolean;
            };
            header?: never;
            path: {
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["audit.Event"][];
                };
            };
        };
    };
    getCloudProjectServiceNameCapabilitiesContainerRegistry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.containerRegistry.Capability"][];
                };
            };
        };
    };
    getCloudProjectServiceNameCapabilitiesProductAvailability: {
        parameters: {
            query?: {
                /** @description Subsidiary */
                ovhSubsidiary?: string;
                /** @description Only this plan */
                planCode?: string;
                /** @description Only plans of this product */
                product?: string;
            };
            header?: never;
            path: {
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.ProductAvailability"];
                };
            };
        };
    };
    getCloudProjectServiceNameContainerRegistry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.containerRegistry.Registry"][];
                };
            };
        };
    };
    postCloudProjectServiceNameContainerRegistry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["cloud.ProjectContainerRegistryCreation"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.containerRegistry.Registry"];
                };
            };
        };
    };
    getCloudProjectServiceNameContainerRegistryRegistryID: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.containerRegistry.Registry"];
                };
            };
        };
    };
    putCloudProjectServiceNameContainerRegistryRegistryID: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["cloud.ProjectContainerRegistryUpdate"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    deleteCloudProjectServiceNameContainerRegistryRegistryID: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    getCloudProjectServiceNameContainerRegistryRegistryIDAccessLog: {
        parameters: {
            query?: {
                /** @description Only with an ID above: the next page */
                after?: number;
                /** @description At most so many; 100 when absent */
                limit?: number;
                /** @description jsonl: JSON lines, without limit */
                format?: string;
                /** @description true: JSON lines as they come */
                follow?: boolean;
            };
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.containerRegistry.Access"][];
                };
            };
        };
    };
    getCloudProjectServiceNameContainerRegistryRegistryIDAccessLogSetting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.containerRegistry.AccessLogSetting"];
                };
            };
        };
    };
    putCloudProjectServiceNameContainerRegistryRegistryIDAccessLogSetting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["cloud.containerRegistry.AccessLogSetting"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    getCloudProjectServiceNameContainerRegistryRegistryIDAudit: {
        parameters: {
            query?: {
                /** @description Only of this account */
                account?: string;
                /** @description Only with this method */
                method?: string;
                /** @description Not before */
                from?: string;
                /** @description Before */
                to?: string;
                /** @description Only with an ID below: the next page */
                before?: number;
                /** @description Only with an ID above */
                after?: number;
                /** @description At most so many; 100 when absent */
                limit?: number;
                /** @description jsonl: JSON lines, oldest first, without limit */
                format?: string;
                /** @description true: JSON lines as they come, until the client leaves */
                follow?: boolean;
            };
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["audit.Event"][];
                };
            };
        };
    };
    getCloudProjectServiceNameContainerRegistryRegistryIDCapabilitiesPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.containerRegistry.Plan"][];
                };
            };
        };
    };
    getCloudProjectServiceNameContainerRegistryRegistryIDDomain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.containerRegistry.Domain"][];
                };
            };
        };
    };
    postCloudProjectServiceNameContainerRegistryRegistryIDDomain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["cloud.containerRegistry.DomainCreation"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.containerRegistry.Domain"];
                };
            };
        };
    };
    getCloudProjectServiceNameContainerRegistryRegistryIDDomainDomain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Domain */
                domain: string;
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.containerRegistry.Domain"];
                };
            };
        };
    };
    putCloudProjectServiceNameContainerRegistryRegistryIDDomainDomain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Domain */
                domain: string;
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["cloud.containerRegistry.Certificate"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    deleteCloudProjectServiceNameContainerRegistryRegistryIDDomainDomain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Domain */
                domain: string;
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    postCloudProjectServiceNameContainerRegistryRegistryIDDomainDomainVerify: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Domain */
                domain: string;
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.containerRegistry.Domain"];
                };
            };
        };
    };
    postCloudProjectServiceNameContainerRegistryRegistryIDIam: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["cloud.containerRegistry.iamPost"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    deleteCloudProjectServiceNameContainerRegistryRegistryIDIam: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    getCloudProjectServiceNameContainerRegistryRegistryIDIpRestrictionsManagement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.containerRegistry.IPRestrictions"][];
                };
            };
        };
    };
    putCloudProjectServiceNameContainerRegistryRegistryIDIpRestrictionsManagement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["cloud.containerRegistry.IPRestrictions"][];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.containerRegistry.IPRestrictions"][];
                };
            };
        };
    };
    getCloudProjectServiceNameContainerRegistryRegistryIDIpRestrictionsRegistry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.containerRegistry.IPRestrictions"][];
                };
            };
        };
    };
    putCloudProjectServiceNameContainerRegistryRegistryIDIpRestrictionsRegistry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["cloud.containerRegistry.IPRestrictions"][];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.containerRegistry.IPRestrictions"][];
                };
            };
        };
    };
    postCloudProjectServiceNameContainerRegistryRegistryIDMetricsToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.containerRegistry.MetricsToken"];
                };
            };
        };
    };
    deleteCloudProjectServiceNameContainerRegistryRegistryIDMetricsToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    getCloudProjectServiceNameContainerRegistryRegistryIDOpenIdConnect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.containerRegistry.OIDCConfiguration"];
                };
            };
        };
    };
    putCloudProjectServiceNameContainerRegistryRegistryIDOpenIdConnect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["cloud.containerRegistry.OIDCPut"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    postCloudProjectServiceNameContainerRegistryRegistryIDOpenIdConnect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["cloud.containerRegistry.OIDCPost"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    deleteCloudProjectServiceNameContainerRegistryRegistryIDOpenIdConnect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    getCloudProjectServiceNameContainerRegistryRegistryIDOpenIdConnectAttempts: {
        parameters: {
            query?: {
                /** @description Only with an ID below: the next page */
                before?: number;
                /** @description At most so many; 100 when absent */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.containerRegistry.OIDCAttempt"][];
                };
            };
        };
    };
    postCloudProjectServiceNameContainerRegistryRegistryIDOpenIdConnectCheck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["cloud.containerRegistry.OIDCCheck"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.containerRegistry.OIDCReport"];
                };
            };
        };
    };
    postCloudProjectServiceNameContainerRegistryRegistryIDOpenIdConnectPreview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["cloud.containerRegistry.OIDCPreviewOf"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.containerRegistry.OIDCPreview"];
                };
            };
        };
    };
    getCloudProjectServiceNameContainerRegistryRegistryIDPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.containerRegistry.Plan"];
                };
            };
        };
    };
    putCloudProjectServiceNameContainerRegistryRegistryIDPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["cloud.ProjectContainerRegistryPlanUpdate"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    getCloudProjectServiceNameContainerRegistryRegistryIDUsageAlert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.containerRegistry.UsageAlert"];
                };
            };
        };
    };
    putCloudProjectServiceNameContainerRegistryRegistryIDUsageAlert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["cloud.containerRegistry.UsageAlert"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.containerRegistry.UsageAlert"];
                };
            };
        };
    };
    deleteCloudProjectServiceNameContainerRegistryRegistryIDUsageAlert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    postCloudProjectServiceNameContainerRegistryRegistryIDUsageAlertTest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    getCloudProjectServiceNameContainerRegistryRegistryIDUsers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.containerRegistry.User"][];
                };
            };
        };
    };
    postCloudProjectServiceNameContainerRegistryRegistryIDUsers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["cloud.ProjectContainerRegistryUsersCreation"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.containerRegistry.User"];
                };
            };
        };
    };
    getCloudProjectServiceNameContainerRegistryRegistryIDUsersUserID: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
                /** @description User id */
                userID: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.containerRegistry.User"];
                };
            };
        };
    };
    deleteCloudProjectServiceNameContainerRegistryRegistryIDUsersUserID: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
                /** @description User id */
                userID: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    putCloudProjectServiceNameContainerRegistryRegistryIDUsersUserIDSetAsAdmin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Registry id */
                registryID: string;
                /** @description Service name */
                serviceName: string;
                /** @description User id */
                userID: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    getCloudProjectServiceNameMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.project.Member"][];
                };
            };
        };
    };
    postCloudProjectServiceNameMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["cloud.project.MemberCreation"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.project.Member"];
                };
            };
        };
    };
    getCloudProjectServiceNameMemberAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Account */
                account: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.project.Member"];
                };
            };
        };
    };
    putCloudProjectServiceNameMemberAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Account */
                account: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["cloud.project.Member"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    deleteCloudProjectServiceNameMemberAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Account */
                account: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    getCloudProjectServiceNameRegion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string[];
                };
            };
        };
    };
    getCloudProjectServiceNameRegionRegionName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Region name */
                regionName: string;
                /** @description Service name */
                serviceName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["cloud.Region"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["nichandle.Nichandle"];
                };
            };
        };
    };
    postMeAccessRestrictionBackupCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["nichandle.accessRestriction.Code"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["nichandle.accessRestriction.BackupCodes"];
                };
            };
        };
    };
    getMeAccessRestrictionTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["nichandle.accessRestriction.Totp"];
                };
            };
        };
    };
    postMeAccessRestrictionTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["nichandle.Password"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["nichandle.accessRestriction.TotpSecret"];
                };
            };
        };
    };
    postMeAccessRestrictionTotpDisable: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["nichandle.accessRestriction.Proof"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    postMeAccessRestrictionTotpEnable: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["nichandle.accessRestriction.Code"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["nichandle.accessRestriction.BackupCodes"];
                };
            };
        };
    };
    getMeApiApplication: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": number[];
                };
            };
        };
    };
    getMeApiApplicationApplicationId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Application ID */
                applicationId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["api.Application"];
                };
            };
        };
    };
    deleteMeApiApplicationApplicationId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Application ID */
                applicationId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    getMeApiCredential: {
        parameters: {
            query?: {
                /** @description Only of this application */
                applicationId?: number;
                /** @description Only in this state */
                status?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": number[];
                };
            };
        };
    };
    getMeApiCredentialCredentialId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Credential ID */
                credentialId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["api.Credential"];
                };
            };
        };
    };
    putMeApiCredentialCredentialId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Credential ID */
                credentialId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["api.Credential"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    deleteMeApiCredentialCredentialId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Credential ID */
                credentialId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    getMeApiCredentialCredentialIdApplication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Credential ID */
                credentialId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["api.Application"];
                };
            };
        };
    };
    getMeApiOauth2Client: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string[];
                };
            };
        };
    };
    postMeApiOauth2Client: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["oauth2.ClientCreation"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["oauth2.ClientCreated"];
                };
            };
        };
    };
    getMeApiOauth2ClientClientId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Client id */
                clientId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["oauth2.Client"];
                };
            };
        };
    };
    putMeApiOauth2ClientClientId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Client id */
                clientId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["oauth2.ClientUpdate"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    deleteMeApiOauth2ClientClientId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Client id */
                clientId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    getMeAudit: {
        parameters: {
            query?: {
                /** @description Only of this account */
                account?: string;
                /** @description Only with this method */
                method?: string;
                /** @description Not before */
                from?: string;
                /** @description Before */
                to?: string;
                /** @description Only with an ID below: the next page */
                before?: number;
                /** @description Only with an ID above */
                after?: number;
                /** @description At most so many; 100 when absent */
                limit?: number;
                /** @description jsonl: JSON lines, oldest first, without limit */
                format?: string;
                /** @description true: JSON lines as they come, until the client leaves */
                follow?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["audit.Event"][];
                };
            };
        };
    };
    postMeChangePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["nichandle.PasswordChange"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    getMeIdentityUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string[];
                };
            };
        };
    };
    postMeIdentityUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["me.identity.UserCreation"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["me.identity.UserCreated"];
                };
            };
        };
    };
    getMeIdentityUserUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description User */
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["me.identity.User"];
                };
            };
        };
    };
    putMeIdentityUserUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description User */
                user: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["me.identity.User"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    deleteMeIdentityUserUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description User */
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    postMeIdentityUserUserDisable: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description User */
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    postMeIdentityUserUserEnable: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description User */
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    postMeIdentityUserUserResetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description User */
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["me.identity.NewPassword"];
                };
            };
        };
    };
    getMeSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["nichandle.Session"][];
                };
            };
        };
    };
    deleteMeSessionSessionId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Session ID */
                sessionId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    getOrderCatalogPublicCloud: {
        parameters: {
            query?: {
                /** @description Subsidiary */
                ovhSubsidiary?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["order.catalog.public.Catalog"];
                };
            };
        };
    };
}

/* Made from docs/reference/openapi.json by `pnpm schema`. */

export interface paths {
    "/a2a/{agent}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Say how an agent is called */
        get: operations["explainCalls"];
        put?: never;
        /**
         * Call an agent
         * @description JSON-RPC of A2A 1.0 and 0.3, as the specification of A2A has it. Methods that stream answer with server-sent events.
         */
        post: operations["callAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/a2a/{agent}/message/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Call an agent
         * @description JSON-RPC of A2A 1.0 and 0.3, as the specification of A2A has it. Methods that stream answer with server-sent events.
         */
        post: operations["sendMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/a2a/{agent}/message/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Call an agent
         * @description JSON-RPC of A2A 1.0 and 0.3, as the specification of A2A has it. Methods that stream answer with server-sent events.
         */
        post: operations["streamMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/a2a/{agent}/.well-known/agent-card.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the card of an agent */
        get: operations["getAgentCard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/a2a/{agent}/.well-known/agent.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the card of an agent */
        get: operations["getFormerAgentCard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/a2a/{agent}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Say how an agent is called */
        get: operations["explainCallsV1"];
        put?: never;
        /**
         * Call an agent
         * @description JSON-RPC of A2A 1.0 and 0.3, as the specification of A2A has it. Methods that stream answer with server-sent events.
         */
        post: operations["callAgentV1"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/a2a/{agent}/message/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Call an agent
         * @description JSON-RPC of A2A 1.0 and 0.3, as the specification of A2A has it. Methods that stream answer with server-sent events.
         */
        post: operations["sendMessageV1"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/a2a/{agent}/message/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Call an agent
         * @description JSON-RPC of A2A 1.0 and 0.3, as the specification of A2A has it. Methods that stream answer with server-sent events.
         */
        post: operations["streamMessageV1"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/a2a/{agent}/.well-known/agent-card.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the card of an agent */
        get: operations["getAgentCardV1"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/a2a/{agent}/.well-known/agent.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the card of an agent */
        get: operations["getFormerAgentCardV1"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/public/agent_hub": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the cards of the agents that are public */
        get: operations["listPublicAgents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hub": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Search the agents that the caller may call, and those that are public */
        get: operations["searchHub"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/make_public": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show these agents in the public hub, and no others */
        post: operations["makeAgentsPublic"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{agent}/make_public": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show an agent in the public hub */
        post: operations["makeAgentPublic"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agent_summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count the agents by how they stand, and by adapter */
        get: operations["summarizeAgents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agent_schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Describe the definition of an agent, as JSON Schema
         * @description Of the settings of its upstreams, `GET /v1/adapters` has the schemas.
         */
        get: operations["describeAgentDefinition"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{agent}/callers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell who may call an agent, and through what */
        get: operations["listAgentCallers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/adapters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the kinds of agents that can be registered */
        get: operations["listAdapters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the agents that the caller may call, or see */
        get: operations["listAgents"];
        put?: never;
        /** Register an agent */
        post: operations["createAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{agent}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an agent */
        get: operations["getAgent"];
        /** Replace the definition of an agent */
        put: operations["replaceAgent"];
        post?: never;
        /** Delete an agent */
        delete: operations["deleteAgent"];
        options?: never;
        head?: never;
        /**
         * Change members of the definition of an agent
         * @description JSON Merge Patch: what is absent stays, `null` takes away. A masked secret that is sent back stays.
         */
        patch: operations["changeAgent"];
        trace?: never;
    };
    "/v1/agents/{agent}/upstreams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell how the places where an agent runs stand */
        get: operations["getAgentUpstreams"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{agent}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop an agent, until it is started again */
        post: operations["stopAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{agent}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start an agent that was stopped */
        post: operations["startAgent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{agent}/card": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read the card of an agent from its upstream again
         * @description The gateway does so by itself every few minutes. `card_state` tells what became of it.
         */
        post: operations["readAgentCard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test an agent before it is registered
         * @description Asks for its card and, with `message`, sends it a message. Nothing is stored. `ok: false` has the reason.
         */
        post: operations["testAgentDefinition"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{agent}/upstreams/{name}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test one of the places where an agent runs
         * @description Asks for its card and, with `message`, sends it a message. `ok: false` has the reason.
         */
        post: operations["testUpstream"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/key/generate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a key */
        post: operations["generateKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/key/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change a key; what is left out stays */
        post: operations["updateKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/key/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Delete keys, all of them or none */
        post: operations["deleteKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/key/{key}/regenerate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a key another secret, and change it
         * @description Secrets before it end with `grace_period`; without it, at once.
         */
        post: operations["regenerateNamedKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/key/regenerate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a key another secret, and change it
         * @description Secrets before it end with `grace_period`; without it, at once.
         */
        post: operations["regenerateKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/key/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the key that asks
         * @description For the holder of a key with `auto_rotate`, once for each secret. The one before works on for its grace_period.
         */
        post: operations["rotateKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/key/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Block a key, until it is unblocked */
        post: operations["blockKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/key/unblock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Unblock a key */
        post: operations["unblockKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/key/service-account/generate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a key without a user, which acts for its team alone */
        post: operations["generateServiceAccountKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/key/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a key; without `key`, the one that asks */
        get: operations["getKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/key/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List keys, newest first */
        get: operations["listKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/team/new": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a team */
        post: operations["createTeam"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/team/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a team; without `team_id`, that of the key that asks */
        get: operations["getTeam"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/team/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the teams that the caller may see */
        get: operations["listTeams"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/team/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change a team; what is left out stays */
        post: operations["updateTeam"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/team/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Delete teams */
        post: operations["deleteTeams"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/team/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Block the keys of a team, until it is unblocked */
        post: operations["blockTeam"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/team/unblock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Unblock a team */
        post: operations["unblockTeam"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/team/permissions_list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show what members of a team may do with keys of their own */
        get: operations["getTeamMemberPermissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/team/permissions_update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let members of a team do things with keys of their own */
        post: operations["updateTeamMemberPermissions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/team/member_add": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add members to a team */
        post: operations["addTeamMembers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/team/member_update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change the role or the budget of a member */
        post: operations["updateTeamMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/team/member_delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a member out of a team */
        post: operations["removeTeamMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user/new": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a user and, unless `auto_create_key` is false, a key of theirs */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a user; without `user_id`, that of the key that asks */
        get: operations["getUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List users */
        get: operations["listUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change a user; what is left out stays */
        post: operations["updateUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Delete users */
        post: operations["deleteUsers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access_group": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the access groups, newest first */
        get: operations["listAccessGroups"];
        put?: never;
        /** Make an access group */
        post: operations["createAccessGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access_group/{group}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an access group */
        get: operations["getAccessGroup"];
        /** Change an access group; what is left out stays */
        put: operations["changeAccessGroup"];
        post?: never;
        /** Delete an access group */
        delete: operations["deleteAccessGroup"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell why a key may or may not do something at an agent */
        get: operations["explainAccess"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell who the caller is and what they reach */
        get: operations["showMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the ways to sign in with a browser */
        get: operations["listSignInWays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell who is signed in with this browser */
        get: operations["getSession"];
        put?: never;
        /** Sign in with a key: the browser gets a cookie */
        post: operations["signIn"];
        /** Sign out */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        /** Choose the team that this browser acts for */
        patch: operations["changeSession"];
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the browsers that are signed in */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        /** Sign out all browsers of a user */
        delete: operations["endSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign out one browser */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/budgets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show how the budget of a key, a team, a user or an agent stands */
        get: operations["getBudget"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/key/{key}/reset_spend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin the budgets of a key anew */
        post: operations["resetKeySpend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what webhooks were told of, newest first
         * @description With how far each alert has come. Alerts are kept for 30 days.
         */
        get: operations["listAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test alert to each webhook
         * @description A webhook that cannot be reached is an answer, not an error: `ok: false` has the reason.
         */
        post: operations["testAlerts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show how long what calls leave behind is kept, and what was deleted */
        get: operations["getRetention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the records of calls, newest first, without content
         * @description Keys see their own calls, admins of a team those of their `team`, administrators all. A page that took too long to look for is shorter than its limit, or empty: there are more as long as there is a `next_cursor`.
         */
        get: operations["listLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/logs/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the records of calls, newest first
         * @description Takes the filters of `GET /v1/logs` and sends all that it would list, as JSON Lines or CSV, as fast as it is read. Who exported what is in the audit log.
         */
        get: operations["exportLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/logs/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow the records of calls as they are written, without content
         * @description Server-sent events: `open`, then `record` for each record, and `gap` where records were missed because the reader was too slow or its `Last-Event-ID` is not known. With `Last-Event-ID` it goes on after that event, unless it is more than ten minutes behind.
         */
        get: operations["streamLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/logs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the record of a call with its content */
        get: operations["getLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/logs/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the calls of a conversation or trace, and those that they caused, as trees
         * @description At most 1000 calls, the latest. Calls that the caller may not see are there only where they caused some that it may, and without what they were.
         */
        get: operations["getLogSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/logs/{id}/trace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the calls of the trace that a call belongs to, as trees
         * @description As `GET /v1/logs/sessions/{id}` of the trace of this call, without what else belongs to its conversation.
         */
        get: operations["getLogTrace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/logs/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the events of the stream of a call, or of the task that it was about, oldest first */
        get: operations["listLogEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/logs/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the message of a call once more, and compare the answers
         * @description Real work for the agent, once for each request, and a call of the key that asks: its grants, limits and budgets hold. Administrators replay all records, admins of a team those of the team.
         */
        post: operations["replayLog"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sinks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List where records of calls go, and what waits on the way
         * @description Of the gateway that answers: each has its own.
         */
        get: operations["listSinks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who changed what, newest first
         * @description Administrators see every entry, admins of a team those of its `team_id`.
         */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/import/litellm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take over agents, users, teams and keys of LiteLLM, keys by their hashes
         * @description Rows are those of its database as `row_to_json` gives them, at most 1,000 a request. Each is told what became of it; what is there already stays as it is.
         */
        post: operations["importFromLitellm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sum up what calls took and cost
         * @description Administrators see all, admins of a team that of their `team`, people that of their own `user`, a key its own. With `format=csv` the answer is a table (`text/csv`) of the same page.
         */
        get: operations["getUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agent/daily/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sum up by day what agents took and cost */
        get: operations["getAgentDailyActivity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/team/daily/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sum up by day what teams took and cost */
        get: operations["getTeamDailyActivity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user/daily/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sum up by day what a user took and cost */
        get: operations["getUserDailyActivity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell that the process runs */
        get: operations["isAlive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell whether calls can be served */
        get: operations["isReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/gateway": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the version of the gateway that answers, and how what it rests on is */
        get: operations["getGateway"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the metrics of this gateway, in the text format of Prometheus
         * @description For administrators, and for who sends the key of METRICS_KEY as a bearer token; for everybody where the gateway is set so.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Describe this API, as OpenAPI 3.1 */
        get: operations["getDescription"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Describe this API, as a page to read */
        get: operations["readDescription"];
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
        Error: {
            error: {
                /** @enum {string} */
                code: "PARSE_ERROR" | "INVALID_REQUEST" | "METHOD_NOT_FOUND" | "INVALID_PARAMS" | "INTERNAL_ERROR" | "TASK_NOT_FOUND" | "TASK_NOT_CANCELABLE" | "PUSH_NOTIFICATION_NOT_SUPPORTED" | "UNSUPPORTED_OPERATION" | "CONTENT_TYPE_NOT_SUPPORTED" | "INVALID_AGENT_RESPONSE" | "EXTENDED_AGENT_CARD_NOT_CONFIGURED" | "EXTENSION_SUPPORT_REQUIRED" | "VERSION_NOT_SUPPORTED" | "UNAUTHENTICATED" | "PERMISSION_DENIED" | "AGENT_NOT_FOUND" | "AGENT_CARD_NOT_FOUND" | "NOT_FOUND" | "CONFLICT" | "PRECONDITION_FAILED" | "IDEMPOTENCY_KEY_REUSED" | "REQUEST_TOO_LARGE" | "RATE_LIMITED" | "BUDGET_EXCEEDED" | "LOOP_DETECTED" | "UNAVAILABLE" | "AGENT_UNREACHABLE" | "AGENT_TIMEOUT" | "AGENT_ERROR" | "CANCELED";
                /** @description What was wrong, where, and what to do. */
                message: string;
                /** @description What LiteLLM calls it, such as `budget_exceeded`. */
                type?: string;
                /** @description The field that is wrong, such as `object_permission.agents[0]`. */
                param?: string;
            };
        };
        JsonRpcRequest: {
            /** @constant */
            jsonrpc: "2.0";
            id?: string | number | null;
            method: string;
            params?: unknown;
        } & {
            [key: string]: unknown;
        };
        JsonRpcAnswer: {
            /** @constant */
            jsonrpc: "2.0";
            id: string | number | null;
            result?: unknown;
            error?: unknown;
        } & {
            [key: string]: unknown;
        };
        Adapter: {
            name: string;
            title: string;
            description?: string;
            documentation?: string;
            /** @description JSON Schema (2020-12) of `upstreams[].settings`. */
            settings: {
                [key: string]: unknown;
            };
            /** @description The places in the settings that are secret. */
            secrets: string[];
        };
        /** @description Administrators also see how it is registered: the members of its definition, secrets masked. */
        Agent: {
            /** @description Unique name of the agent; it is served under /a2a/<name>. */
            name?: string;
            /** @description For the card, as long as the agent's own gives none. */
            description?: string;
            /** @description Members of the served card that replace the agent's own. */
            card?: {
                name?: string;
                description?: string;
                version?: string;
                provider?: {
                    organization: string;
                    /** Format: uri */
                    url: string;
                };
                /** Format: uri */
                documentationUrl?: string;
                /** Format: uri */
                iconUrl?: string;
                defaultInputModes?: string[];
                defaultOutputModes?: string[];
                skills?: {
                    id: string;
                    name: string;
                    description: string;
                    /** @default [] */
                    tags: string[];
                    examples?: string[];
                    inputModes?: string[];
                    outputModes?: string[];
                }[];
                capabilities?: {
                    streaming?: boolean;
                    pushNotifications?: boolean;
                    extendedAgentCard?: boolean;
                    extensions?: {
                        uri: string;
                        description?: string;
                        required?: boolean;
                        params?: {
                            [key: string]: unknown;
                        };
                    }[];
                    /** @description 0.3 only; taken and not served. */
                    stateTransitionHistory?: boolean;
                };
                /** @description 0.3's spelling of capabilities.extendedAgentCard. */
                supportsAuthenticatedExtendedCard?: boolean;
            };
            /** @description Where the agent runs: one place, or several that calls are spread over. */
            upstreams?: {
                /** @description How records and health name it. Default `upstream-1` and so on. */
                name?: string;
                /**
                 * @description Which kind of agent it is: the name of an adapter.
                 * @default a2a
                 */
                adapter: string;
                /** @description Shorthand for settings.url. */
                url?: string;
                /** @description The adapter's own settings. */
                settings?: {
                    [key: string]: unknown;
                };
                /** @description Its share of new conversations, compared with the others. 0: none. Default 1. */
                weight?: number;
                /** @description For strategy: priority. Those with the lowest number go first. Default 0. */
                priority?: number;
                /** @description true: no new conversations; those that it holds go on. Default false. */
                draining?: boolean;
                limits?: {
                    /** @description Until the connection to the agent stands. Default 5. */
                    connectSeconds?: number;
                    /** @description Until the first event or the answer. 0: no limit (default). */
                    firstEventSeconds?: number;
                    /** @description Between two events of a stream. 0: no limit. Default 600. */
                    idleSeconds?: number;
                    /** @description For a whole call. 0: no limit. Default 86400. */
                    totalSeconds?: number;
                    /** @description Largest answer or event. Default 10 MiB. */
                    eventBytes?: number;
                    /** @description Calls that it works on at once; more wait (`routing.queue`). Default: no limit. */
                    parallel?: number;
                    /** @description Calls that it is good for in a minute; strategy `rate` compares what is used of it. Default: no limit. */
                    requestsPerMinute?: number;
                };
                /** @description What its work is charged with, in US dollars. That of an upstream replaces the whole of its agent. */
                cost?: {
                    /** @description For each message that the agent takes up. */
                    perCall?: number;
                    /** @description For each token that the agent reports to have read; estimated where it reports nothing. */
                    perInputToken?: number;
                    /** @description For each token that the agent reports to have made; estimated where it reports nothing. */
                    perOutputToken?: number;
                    /** @description For each second that the upstream works at a message; fractions count as such. */
                    perSecond?: number;
                    /** @description Prices of tokens by the model that the agent reports, such as gpt-4o (which also stands for gpt-4o-2024-08-06). */
                    models?: {
                        [key: string]: {
                            /** @description For each token that the agent reports to have read; estimated where it reports nothing. */
                            perInputToken?: number;
                            /** @description For each token that the agent reports to have made; estimated where it reports nothing. */
                            perOutputToken?: number;
                        };
                    };
                };
                check?: {
                    /**
                     * @description card: its agent card is read. path: a GET of `path` at its origin answers 2xx. ping: a message is sent, with the text of `message`.
                     * @enum {string}
                     */
                    type: "card" | "path" | "ping";
                    /** @description For type: path. Default /health. */
                    path?: string;
                    /** @description For type: ping. Default "ping". */
                    message?: string;
                };
            }[];
            /** @description How calls are spread over several upstreams. */
            routing?: {
                /**
                 * @description How the upstream of a new conversation is chosen. Default two-choices.
                 * @enum {string}
                 */
                strategy?: "two-choices" | "round-robin" | "weighted" | "least-busy" | "lowest-latency" | "lowest-cost" | "rate" | "priority" | "consistent-hash";
                /** @description Other upstreams that a call is tried on when one had not begun with it. Default 2. */
                retries?: number;
                /** @description Share of the calls that may be tried again, so that retries cannot pile up. Default 0.2. */
                retryBudget?: number;
                /** @description Seconds without an answer after which a message whose caller lets it be carried out twice (x-gateway-may-repeat) is given to a second upstream too; the first answer counts. Default: never. */
                hedgeSeconds?: number;
                /** @description Agents that are called in this order when no upstream could begin. */
                fallbacks?: string[];
                /**
                 * @description A message in a conversation whose upstream is down. fail: an error that says since when (default). move: another upstream gets it, which knows nothing of what was said. Messages to a task are never moved.
                 * @enum {string}
                 */
                whenDown?: "fail" | "move";
                /** @description Calls that may wait for an upstream that is busy (limits.parallel). Default 100. */
                queue?: number;
                /** @description For how long one may wait. Default 10. */
                queueSeconds?: number;
                /** @description A second upstream that gets a copy of new messages; what it answers is thrown away. */
                mirror?: {
                    /** @description Name of one of the upstreams. */
                    upstream: string;
                    /** @description Share of the new messages. Default 1. */
                    share?: number;
                };
                /** @description When an upstream is taken out, and how it comes back. */
                health?: {
                    /** @description Failures in a row that take it out. Default 5. */
                    consecutiveFailures?: number;
                    /** @description Share of failures within windowSeconds that takes it out. Default 0.5. */
                    failureRate?: number;
                    /** @description Default 30. */
                    windowSeconds?: number;
                    /** @description Calls within the window below which a share says nothing. Default 20. */
                    minimumCalls?: number;
                    /** @description For how long it gets no calls the first time; twice as long each time that it fails again. Default 5. */
                    cooldownSeconds?: number;
                    /** @description The longest that it is left alone; its own Retry-After may be longer. Default 30. */
                    longestCooldownSeconds?: number;
                    /** @description Calls that find out whether it is back, and must be answered. Default 2. */
                    probes?: number;
                    /** @description How long it takes after its return until it has its whole share. 0: none. Default 10. */
                    slowStartSeconds?: number;
                    /** @description Below this share of upstreams that are well, all are tried. Default 0.3. */
                    panicBelow?: number;
                    /** @description Between two checks of the upstreams that have a `check`. Default 15. */
                    checkSeconds?: number;
                    /** @description Takes one out whose time to the first event is so many times the median of the others. Default: none is. */
                    slowFactor?: number;
                };
            };
            /** @description true: its card is shown in the public hub, to anyone. Who may call it does not change. Default false. */
            public?: boolean;
            /**
             * @description true: a request without A2A-Version is 0.3, as specified. false: its method name tells the version.
             * @default false
             */
            strictVersion: boolean;
            /**
             * @description isolate: two owners with the same contextId never share a conversation. pass: it goes to the agent as it is.
             * @default isolate
             * @enum {string}
             */
            contexts: "isolate" | "pass";
            /** @description true: the gateway keeps the tasks of an agent that keeps its own, event by event: they go on when their callers leave, and streams are joined without a gap, also after a restart. Default false. */
            stayAttached?: boolean;
            records?: {
                /** @description Whether call records keep what was sent and answered. Default true. */
                content?: boolean;
            };
            limits?: {
                /** @description Until the connection to the agent stands. Default 5. */
                connectSeconds?: number;
                /** @description Until the first event or the answer. 0: no limit (default). */
                firstEventSeconds?: number;
                /** @description Between two events of a stream. 0: no limit. Default 600. */
                idleSeconds?: number;
                /** @description For a whole call. 0: no limit. Default 86400. */
                totalSeconds?: number;
                /** @description Largest answer or event. Default 10 MiB. */
                eventBytes?: number;
                /** @description Largest request body. Default 10 MiB. */
                bodyBytes?: number;
                /** @description Messages that may be sent in a minute. Default: any number. */
                requestsPerMinute?: number;
                /** @description Tokens that may be used in a minute, as the agent reports them. Default: any number. */
                tokensPerMinute?: number;
                /** @description Messages that may be worked on at the same time. Default: any number. */
                parallel?: number;
                /** @description The same for each conversation of a caller. */
                session?: {
                    /** @description Messages that may be sent in a minute. Default: any number. */
                    requestsPerMinute?: number;
                    /** @description Tokens that may be used in a minute, as the agent reports them. Default: any number. */
                    tokensPerMinute?: number;
                    /** @description Messages that may be worked on at the same time. Default: any number. */
                    parallel?: number;
                };
            };
            /** @description What its work is charged with, in US dollars. That of an upstream replaces the whole of its agent. */
            cost?: {
                /** @description For each message that the agent takes up. */
                perCall?: number;
                /** @description For each token that the agent reports to have read; estimated where it reports nothing. */
                perInputToken?: number;
                /** @description For each token that the agent reports to have made; estimated where it reports nothing. */
                perOutputToken?: number;
                /** @description For each second that the upstream works at a message; fractions count as such. */
                perSecond?: number;
                /** @description Prices of tokens by the model that the agent reports, such as gpt-4o (which also stands for gpt-4o-2024-08-06). */
                models?: {
                    [key: string]: {
                        /** @description For each token that the agent reports to have read; estimated where it reports nothing. */
                        perInputToken?: number;
                        /** @description For each token that the agent reports to have made; estimated where it reports nothing. */
                        perOutputToken?: number;
                    };
                };
            };
            /** @description How much may be spent on the agent. */
            budget?: {
                /** @description US dollars, of all callers together. */
                maxBudget?: number;
                /** @description There is an alert when so much is spent: US dollars, or a share of maxBudget such as 80%. */
                alertAt?: number | string;
                /** @description In UTC: 30d and 1mo begin on the 1st of a month, 7d on Monday, 24h at midnight. */
                duration?: string;
                /** @description Further budgets, each of its own duration. */
                windows?: {
                    maxBudget: number;
                    /** @description In UTC: 30d and 1mo begin on the 1st of a month, 7d on Monday, 24h at midnight. */
                    duration: string;
                    /** @description There is an alert when so much is spent: US dollars, or a share of maxBudget such as 80%. */
                    alertAt?: number | string;
                }[];
                /** @description Of each conversation of a caller: what ends one that runs away. */
                conversation?: {
                    /** @description Messages in all. */
                    calls?: number;
                    /** @description US dollars in all. */
                    cost?: number;
                    /** @description From its first message on. */
                    seconds?: number;
                    /** @description How many agents deep it may be that call one another with keys of their own. */
                    depth?: number;
                };
            };
            agent_id: string;
            agent_name: string;
            /** @description The card that callers get, as readers of A2A 0.3 and 1.0 understand it. */
            agent_card_params: {
                [key: string]: unknown;
            };
            litellm_params: {
                is_public: boolean;
            };
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            card_state: {
                /** @enum {string} */
                state: "found" | "searching" | "missing";
                fetched_at?: string | null;
                error?: string | null;
            };
            /** @description How it stands, as this gateway sees it. */
            health?: {
                /**
                 * @description `healthy`: it can be called. `degraded`: some upstream gets no calls, or its card cannot be read. `down`: it cannot be called. `stopped`: by order. `searching`: its card is looked for.
                 * @enum {string}
                 */
                state: "down" | "degraded" | "stopped" | "searching" | "healthy";
                /** @description Why it is not healthy. */
                reason?: string;
            };
            /**
             * @description `file`: it stands in gateway.yaml, and is changed there.
             * @enum {string}
             */
            source?: "file" | "store";
            stopped?: {
                reason: string;
                /** Format: date-time */
                since: string;
            };
            /** @description Why it cannot be called. */
            problem?: string;
            /** @description The card as its upstream has it. */
            stored_card?: {
                [key: string]: unknown;
            };
            /** @description Of one agent: the ids of the keys that it calls with. */
            keys?: string[];
            /** @description US dollars. With a budget: spent in its present window, that of `max_budget`, else of the first of its windows. Without one: what all calls have ever cost. In answers that show or list; those that change leave it out. */
            spend?: number;
            /** @description What the gateway has to put right of its answers. */
            repairs?: {
                name: string;
                /** Format: date-time */
                since: string;
                meaning: string;
            }[];
        };
        /** @description An agent. `settings` of an upstream are as `GET /v1/adapters` describes those of its adapter; a secret that was masked in an answer may be sent back. */
        AgentDefinition: {
            /** @description Unique name of the agent; it is served under /a2a/<name>. */
            name: string;
            /** @description For the card, as long as the agent's own gives none. */
            description?: string;
            /** @description Members of the served card that replace the agent's own. */
            card?: {
                name?: string;
                description?: string;
                version?: string;
                provider?: {
                    organization: string;
                    /** Format: uri */
                    url: string;
                };
                /** Format: uri */
                documentationUrl?: string;
                /** Format: uri */
                iconUrl?: string;
                defaultInputModes?: string[];
                defaultOutputModes?: string[];
                skills?: {
                    id: string;
                    name: string;
                    description: string;
                    /** @default [] */
                    tags: string[];
                    examples?: string[];
                    inputModes?: string[];
                    outputModes?: string[];
                }[];
                capabilities?: {
                    streaming?: boolean;
                    pushNotifications?: boolean;
                    extendedAgentCard?: boolean;
                    extensions?: {
                        uri: string;
                        description?: string;
                        required?: boolean;
                        params?: {
                            [key: string]: unknown;
                        };
                    }[];
                    /** @description 0.3 only; taken and not served. */
                    stateTransitionHistory?: boolean;
                };
                /** @description 0.3's spelling of capabilities.extendedAgentCard. */
                supportsAuthenticatedExtendedCard?: boolean;
            };
            /** @description Where the agent runs: one place, or several that calls are spread over. */
            upstreams: {
                /** @description How records and health name it. Default `upstream-1` and so on. */
                name?: string;
                /**
                 * @description Which kind of agent it is: the name of an adapter.
                 * @default a2a
                 */
                adapter: string;
                /** @description Shorthand for settings.url. */
                url?: string;
                /** @description The adapter's own settings. */
                settings?: {
                    [key: string]: unknown;
                };
                /** @description Its share of new conversations, compared with the others. 0: none. Default 1. */
                weight?: number;
                /** @description For strategy: priority. Those with the lowest number go first. Default 0. */
                priority?: number;
                /** @description true: no new conversations; those that it holds go on. Default false. */
                draining?: boolean;
                limits?: {
                    /** @description Until the connection to the agent stands. Default 5. */
                    connectSeconds?: number;
                    /** @description Until the first event or the answer. 0: no limit (default). */
                    firstEventSeconds?: number;
                    /** @description Between two events of a stream. 0: no limit. Default 600. */
                    idleSeconds?: number;
                    /** @description For a whole call. 0: no limit. Default 86400. */
                    totalSeconds?: number;
                    /** @description Largest answer or event. Default 10 MiB. */
                    eventBytes?: number;
                    /** @description Calls that it works on at once; more wait (`routing.queue`). Default: no limit. */
                    parallel?: number;
                    /** @description Calls that it is good for in a minute; strategy `rate` compares what is used of it. Default: no limit. */
                    requestsPerMinute?: number;
                };
                /** @description What its work is charged with, in US dollars. That of an upstream replaces the whole of its agent. */
                cost?: {
                    /** @description For each message that the agent takes up. */
                    perCall?: number;
                    /** @description For each token that the agent reports to have read; estimated where it reports nothing. */
                    perInputToken?: number;
                    /** @description For each token that the agent reports to have made; estimated where it reports nothing. */
                    perOutputToken?: number;
                    /** @description For each second that the upstream works at a message; fractions count as such. */
                    perSecond?: number;
                    /** @description Prices of tokens by the model that the agent reports, such as gpt-4o (which also stands for gpt-4o-2024-08-06). */
                    models?: {
                        [key: string]: {
                            /** @description For each token that the agent reports to have read; estimated where it reports nothing. */
                            perInputToken?: number;
                            /** @description For each token that the agent reports to have made; estimated where it reports nothing. */
                            perOutputToken?: number;
                        };
                    };
                };
                check?: {
                    /**
                     * @description card: its agent card is read. path: a GET of `path` at its origin answers 2xx. ping: a message is sent, with the text of `message`.
                     * @enum {string}
                     */
                    type: "card" | "path" | "ping";
                    /** @description For type: path. Default /health. */
                    path?: string;
                    /** @description For type: ping. Default "ping". */
                    message?: string;
                };
            }[];
            /** @description How calls are spread over several upstreams. */
            routing?: {
                /**
                 * @description How the upstream of a new conversation is chosen. Default two-choices.
                 * @enum {string}
                 */
                strategy?: "two-choices" | "round-robin" | "weighted" | "least-busy" | "lowest-latency" | "lowest-cost" | "rate" | "priority" | "consistent-hash";
                /** @description Other upstreams that a call is tried on when one had not begun with it. Default 2. */
                retries?: number;
                /** @description Share of the calls that may be tried again, so that retries cannot pile up. Default 0.2. */
                retryBudget?: number;
                /** @description Seconds without an answer after which a message whose caller lets it be carried out twice (x-gateway-may-repeat) is given to a second upstream too; the first answer counts. Default: never. */
                hedgeSeconds?: number;
                /** @description Agents that are called in this order when no upstream could begin. */
                fallbacks?: string[];
                /**
                 * @description A message in a conversation whose upstream is down. fail: an error that says since when (default). move: another upstream gets it, which knows nothing of what was said. Messages to a task are never moved.
                 * @enum {string}
                 */
                whenDown?: "fail" | "move";
                /** @description Calls that may wait for an upstream that is busy (limits.parallel). Default 100. */
                queue?: number;
                /** @description For how long one may wait. Default 10. */
                queueSeconds?: number;
                /** @description A second upstream that gets a copy of new messages; what it answers is thrown away. */
                mirror?: {
                    /** @description Name of one of the upstreams. */
                    upstream: string;
                    /** @description Share of the new messages. Default 1. */
                    share?: number;
                };
                /** @description When an upstream is taken out, and how it comes back. */
                health?: {
                    /** @description Failures in a row that take it out. Default 5. */
                    consecutiveFailures?: number;
                    /** @description Share of failures within windowSeconds that takes it out. Default 0.5. */
                    failureRate?: number;
                    /** @description Default 30. */
                    windowSeconds?: number;
                    /** @description Calls within the window below which a share says nothing. Default 20. */
                    minimumCalls?: number;
                    /** @description For how long it gets no calls the first time; twice as long each time that it fails again. Default 5. */
                    cooldownSeconds?: number;
                    /** @description The longest that it is left alone; its own Retry-After may be longer. Default 30. */
                    longestCooldownSeconds?: number;
                    /** @description Calls that find out whether it is back, and must be answered. Default 2. */
                    probes?: number;
                    /** @description How long it takes after its return until it has its whole share. 0: none. Default 10. */
                    slowStartSeconds?: number;
                    /** @description Below this share of upstreams that are well, all are tried. Default 0.3. */
                    panicBelow?: number;
                    /** @description Between two checks of the upstreams that have a `check`. Default 15. */
                    checkSeconds?: number;
                    /** @description Takes one out whose time to the first event is so many times the median of the others. Default: none is. */
                    slowFactor?: number;
                };
            };
            /** @description true: its card is shown in the public hub, to anyone. Who may call it does not change. Default false. */
            public?: boolean;
            /**
             * @description true: a request without A2A-Version is 0.3, as specified. false: its method name tells the version.
             * @default false
             */
            strictVersion: boolean;
            /**
             * @description isolate: two owners with the same contextId never share a conversation. pass: it goes to the agent as it is.
             * @default isolate
             * @enum {string}
             */
            contexts: "isolate" | "pass";
            /** @description true: the gateway keeps the tasks of an agent that keeps its own, event by event: they go on when their callers leave, and streams are joined without a gap, also after a restart. Default false. */
            stayAttached?: boolean;
            records?: {
                /** @description Whether call records keep what was sent and answered. Default true. */
                content?: boolean;
            };
            limits?: {
                /** @description Until the connection to the agent stands. Default 5. */
                connectSeconds?: number;
                /** @description Until the first event or the answer. 0: no limit (default). */
                firstEventSeconds?: number;
                /** @description Between two events of a stream. 0: no limit. Default 600. */
                idleSeconds?: number;
                /** @description For a whole call. 0: no limit. Default 86400. */
                totalSeconds?: number;
                /** @description Largest answer or event. Default 10 MiB. */
                eventBytes?: number;
                /** @description Largest request body. Default 10 MiB. */
                bodyBytes?: number;
                /** @description Messages that may be sent in a minute. Default: any number. */
                requestsPerMinute?: number;
                /** @description Tokens that may be used in a minute, as the agent reports them. Default: any number. */
                tokensPerMinute?: number;
                /** @description Messages that may be worked on at the same time. Default: any number. */
                parallel?: number;
                /** @description The same for each conversation of a caller. */
                session?: {
                    /** @description Messages that may be sent in a minute. Default: any number. */
                    requestsPerMinute?: number;
                    /** @description Tokens that may be used in a minute, as the agent reports them. Default: any number. */
                    tokensPerMinute?: number;
                    /** @description Messages that may be worked on at the same time. Default: any number. */
                    parallel?: number;
                };
            };
            /** @description What its work is charged with, in US dollars. That of an upstream replaces the whole of its agent. */
            cost?: {
                /** @description For each message that the agent takes up. */
                perCall?: number;
                /** @description For each token that the agent reports to have read; estimated where it reports nothing. */
                perInputToken?: number;
                /** @description For each token that the agent reports to have made; estimated where it reports nothing. */
                perOutputToken?: number;
                /** @description For each second that the upstream works at a message; fractions count as such. */
                perSecond?: number;
                /** @description Prices of tokens by the model that the agent reports, such as gpt-4o (which also stands for gpt-4o-2024-08-06). */
                models?: {
                    [key: string]: {
                        /** @description For each token that the agent reports to have read; estimated where it reports nothing. */
                        perInputToken?: number;
                        /** @description For each token that the agent reports to have made; estimated where it reports nothing. */
                        perOutputToken?: number;
                    };
                };
            };
            /** @description How much may be spent on the agent. */
            budget?: {
                /** @description US dollars, of all callers together. */
                maxBudget?: number;
                /** @description There is an alert when so much is spent: US dollars, or a share of maxBudget such as 80%. */
                alertAt?: number | string;
                /** @description In UTC: 30d and 1mo begin on the 1st of a month, 7d on Monday, 24h at midnight. */
                duration?: string;
                /** @description Further budgets, each of its own duration. */
                windows?: {
                    maxBudget: number;
                    /** @description In UTC: 30d and 1mo begin on the 1st of a month, 7d on Monday, 24h at midnight. */
                    duration: string;
                    /** @description There is an alert when so much is spent: US dollars, or a share of maxBudget such as 80%. */
                    alertAt?: number | string;
                }[];
                /** @description Of each conversation of a caller: what ends one that runs away. */
                conversation?: {
                    /** @description Messages in all. */
                    calls?: number;
                    /** @description US dollars in all. */
                    cost?: number;
                    /** @description From its first message on. */
                    seconds?: number;
                    /** @description How many agents deep it may be that call one another with keys of their own. */
                    depth?: number;
                };
            };
        };
        /** @description An agent in LiteLLM’s words. Members of a definition may stand beside them, also those of an answer. */
        LitellmAgent: {
            /** @description Its name in addresses. */
            agent_name?: string;
            /** @description Its card; `url` in it is where a native agent is. */
            agent_card_params?: {
                [key: string]: unknown;
            } | null;
            /** @description What stands behind it: one upstream. */
            litellm_params?: ({
                /** @description langgraph, azure_ai, bedrock, pydantic_ai_agents or a2a. */
                custom_llm_provider?: string;
                /** @description The agent, such as langgraph/agent or bedrock/agentcore/<ARN>. */
                model?: string;
                /** @description The vendor’s address. */
                api_base?: string;
                /** @description Whether it is in the public hub. */
                is_public?: boolean | null;
            } & {
                [key: string]: unknown;
            }) | null;
            /** @description Sent to the agent. */
            static_headers?: {
                [key: string]: string;
            } | null;
            /** @description Names of headers that are handed on to it. */
            extra_headers?: string[] | null;
            /** @description Messages in a minute. */
            rpm_limit?: number | null;
            /** @description Tokens in a minute. */
            tpm_limit?: number | null;
            /** @description Messages at the same time. */
            max_parallel_requests?: number | null;
            /** @description Messages in a minute of one conversation. */
            session_rpm_limit?: number | null;
            /** @description Tokens in a minute of one conversation. */
            session_tpm_limit?: number | null;
            /** @description Shorthand for one native A2A upstream. */
            url?: string;
        } & {
            [key: string]: unknown;
        };
        /** @description Members of a definition; `null` takes one away that may be absent. */
        AgentChange: {
            name?: string | null;
            description?: string | null;
            card?: {
                name?: string;
                description?: string;
                version?: string;
                provider?: {
                    organization: string;
                    /** Format: uri */
                    url: string;
                };
                /** Format: uri */
                documentationUrl?: string;
                /** Format: uri */
                iconUrl?: string;
                defaultInputModes?: string[];
                defaultOutputModes?: string[];
                skills?: {
                    id: string;
                    name: string;
                    description: string;
                    /** @default [] */
                    tags: string[];
                    examples?: string[];
                    inputModes?: string[];
                    outputModes?: string[];
                }[];
                capabilities?: {
                    streaming?: boolean;
                    pushNotifications?: boolean;
                    extendedAgentCard?: boolean;
                    extensions?: {
                        uri: string;
                        description?: string;
                        required?: boolean;
                        params?: {
                            [key: string]: unknown;
                        };
                    }[];
                    /** @description 0.3 only; taken and not served. */
                    stateTransitionHistory?: boolean;
                };
                /** @description 0.3's spelling of capabilities.extendedAgentCard. */
                supportsAuthenticatedExtendedCard?: boolean;
            } | null;
            upstreams?: {
                /** @description How records and health name it. Default `upstream-1` and so on. */
                name?: string;
                /**
                 * @description Which kind of agent it is: the name of an adapter.
                 * @default a2a
                 */
                adapter: string;
                /** @description Shorthand for settings.url. */
                url?: string;
                /** @description The adapter's own settings. */
                settings?: {
                    [key: string]: unknown;
                };
                /** @description Its share of new conversations, compared with the others. 0: none. Default 1. */
                weight?: number;
                /** @description For strategy: priority. Those with the lowest number go first. Default 0. */
                priority?: number;
                /** @description true: no new conversations; those that it holds go on. Default false. */
                draining?: boolean;
                limits?: {
                    /** @description Until the connection to the agent stands. Default 5. */
                    connectSeconds?: number;
                    /** @description Until the first event or the answer. 0: no limit (default). */
                    firstEventSeconds?: number;
                    /** @description Between two events of a stream. 0: no limit. Default 600. */
                    idleSeconds?: number;
                    /** @description For a whole call. 0: no limit. Default 86400. */
                    totalSeconds?: number;
                    /** @description Largest answer or event. Default 10 MiB. */
                    eventBytes?: number;
                    /** @description Calls that it works on at once; more wait (`routing.queue`). Default: no limit. */
                    parallel?: number;
                    /** @description Calls that it is good for in a minute; strategy `rate` compares what is used of it. Default: no limit. */
                    requestsPerMinute?: number;
                };
                /** @description What its work is charged with, in US dollars. That of an upstream replaces the whole of its agent. */
                cost?: {
                    /** @description For each message that the agent takes up. */
                    perCall?: number;
                    /** @description For each token that the agent reports to have read; estimated where it reports nothing. */
                    perInputToken?: number;
                    /** @description For each token that the agent reports to have made; estimated where it reports nothing. */
                    perOutputToken?: number;
                    /** @description For each second that the upstream works at a message; fractions count as such. */
                    perSecond?: number;
                    /** @description Prices of tokens by the model that the agent reports, such as gpt-4o (which also stands for gpt-4o-2024-08-06). */
                    models?: {
                        [key: string]: {
                            /** @description For each token that the agent reports to have read; estimated where it reports nothing. */
                            perInputToken?: number;
                            /** @description For each token that the agent reports to have made; estimated where it reports nothing. */
                            perOutputToken?: number;
                        };
                    };
                };
                check?: {
                    /**
                     * @description card: its agent card is read. path: a GET of `path` at its origin answers 2xx. ping: a message is sent, with the text of `message`.
                     * @enum {string}
                     */
                    type: "card" | "path" | "ping";
                    /** @description For type: path. Default /health. */
                    path?: string;
                    /** @description For type: ping. Default "ping". */
                    message?: string;
                };
            }[] | null;
            routing?: {
                /**
                 * @description How the upstream of a new conversation is chosen. Default two-choices.
                 * @enum {string}
                 */
                strategy?: "two-choices" | "round-robin" | "weighted" | "least-busy" | "lowest-latency" | "lowest-cost" | "rate" | "priority" | "consistent-hash";
                /** @description Other upstreams that a call is tried on when one had not begun with it. Default 2. */
                retries?: number;
                /** @description Share of the calls that may be tried again, so that retries cannot pile up. Default 0.2. */
                retryBudget?: number;
                /** @description Seconds without an answer after which a message whose caller lets it be carried out twice (x-gateway-may-repeat) is given to a second upstream too; the first answer counts. Default: never. */
                hedgeSeconds?: number;
                /** @description Agents that are called in this order when no upstream could begin. */
                fallbacks?: string[];
                /**
                 * @description A message in a conversation whose upstream is down. fail: an error that says since when (default). move: another upstream gets it, which knows nothing of what was said. Messages to a task are never moved.
                 * @enum {string}
                 */
                whenDown?: "fail" | "move";
                /** @description Calls that may wait for an upstream that is busy (limits.parallel). Default 100. */
                queue?: number;
                /** @description For how long one may wait. Default 10. */
                queueSeconds?: number;
                /** @description A second upstream that gets a copy of new messages; what it answers is thrown away. */
                mirror?: {
                    /** @description Name of one of the upstreams. */
                    upstream: string;
                    /** @description Share of the new messages. Default 1. */
                    share?: number;
                };
                /** @description When an upstream is taken out, and how it comes back. */
                health?: {
                    /** @description Failures in a row that take it out. Default 5. */
                    consecutiveFailures?: number;
                    /** @description Share of failures within windowSeconds that takes it out. Default 0.5. */
                    failureRate?: number;
                    /** @description Default 30. */
                    windowSeconds?: number;
                    /** @description Calls within the window below which a share says nothing. Default 20. */
                    minimumCalls?: number;
                    /** @description For how long it gets no calls the first time; twice as long each time that it fails again. Default 5. */
                    cooldownSeconds?: number;
                    /** @description The longest that it is left alone; its own Retry-After may be longer. Default 30. */
                    longestCooldownSeconds?: number;
                    /** @description Calls that find out whether it is back, and must be answered. Default 2. */
                    probes?: number;
                    /** @description How long it takes after its return until it has its whole share. 0: none. Default 10. */
                    slowStartSeconds?: number;
                    /** @description Below this share of upstreams that are well, all are tried. Default 0.3. */
                    panicBelow?: number;
                    /** @description Between two checks of the upstreams that have a `check`. Default 15. */
                    checkSeconds?: number;
                    /** @description Takes one out whose time to the first event is so many times the median of the others. Default: none is. */
                    slowFactor?: number;
                };
            } | null;
            public?: boolean | null;
            strictVersion?: boolean | null;
            contexts?: ("isolate" | "pass") | null;
            stayAttached?: boolean | null;
            records?: {
                /** @description Whether call records keep what was sent and answered. Default true. */
                content?: boolean;
            } | null;
            limits?: {
                /** @description Until the connection to the agent stands. Default 5. */
                connectSeconds?: number;
                /** @description Until the first event or the answer. 0: no limit (default). */
                firstEventSeconds?: number;
                /** @description Between two events of a stream. 0: no limit. Default 600. */
                idleSeconds?: number;
                /** @description For a whole call. 0: no limit. Default 86400. */
                totalSeconds?: number;
                /** @description Largest answer or event. Default 10 MiB. */
                eventBytes?: number;
                /** @description Largest request body. Default 10 MiB. */
                bodyBytes?: number;
                /** @description Messages that may be sent in a minute. Default: any number. */
                requestsPerMinute?: number;
                /** @description Tokens that may be used in a minute, as the agent reports them. Default: any number. */
                tokensPerMinute?: number;
                /** @description Messages that may be worked on at the same time. Default: any number. */
                parallel?: number;
                /** @description The same for each conversation of a caller. */
                session?: {
                    /** @description Messages that may be sent in a minute. Default: any number. */
                    requestsPerMinute?: number;
                    /** @description Tokens that may be used in a minute, as the agent reports them. Default: any number. */
                    tokensPerMinute?: number;
                    /** @description Messages that may be worked on at the same time. Default: any number. */
                    parallel?: number;
                };
            } | null;
            cost?: {
                /** @description For each message that the agent takes up. */
                perCall?: number;
                /** @description For each token that the agent reports to have read; estimated where it reports nothing. */
                perInputToken?: number;
                /** @description For each token that the agent reports to have made; estimated where it reports nothing. */
                perOutputToken?: number;
                /** @description For each second that the upstream works at a message; fractions count as such. */
                perSecond?: number;
                /** @description Prices of tokens by the model that the agent reports, such as gpt-4o (which also stands for gpt-4o-2024-08-06). */
                models?: {
                    [key: string]: {
                        /** @description For each token that the agent reports to have read; estimated where it reports nothing. */
                        perInputToken?: number;
                        /** @description For each token that the agent reports to have made; estimated where it reports nothing. */
                        perOutputToken?: number;
                    };
                };
            } | null;
            budget?: {
                /** @description US dollars, of all callers together. */
                maxBudget?: number;
                /** @description There is an alert when so much is spent: US dollars, or a share of maxBudget such as 80%. */
                alertAt?: number | string;
                /** @description In UTC: 30d and 1mo begin on the 1st of a month, 7d on Monday, 24h at midnight. */
                duration?: string;
                /** @description Further budgets, each of its own duration. */
                windows?: {
                    maxBudget: number;
                    /** @description In UTC: 30d and 1mo begin on the 1st of a month, 7d on Monday, 24h at midnight. */
                    duration: string;
                    /** @description There is an alert when so much is spent: US dollars, or a share of maxBudget such as 80%. */
                    alertAt?: number | string;
                }[];
                /** @description Of each conversation of a caller: what ends one that runs away. */
                conversation?: {
                    /** @description Messages in all. */
                    calls?: number;
                    /** @description US dollars in all. */
                    cost?: number;
                    /** @description From its first message on. */
                    seconds?: number;
                    /** @description How many agents deep it may be that call one another with keys of their own. */
                    depth?: number;
                };
            } | null;
        };
        UpstreamTest: {
            ok: boolean;
            /** @description How long the test took, in milliseconds. */
            ms: number;
            upstream: string;
            /** @description The card, as the agent has it. */
            card?: {
                [key: string]: unknown;
            };
            answer?: {
                text: string;
                /** @description State of its task, where it made one. */
                state?: string;
            };
            code?: string;
            /** @description Why it failed: what a caller of the agent would be told. */
            reason?: string;
            remedy?: string;
        };
        NewKey: {
            /** @description The key itself. It is shown this once. */
            key: string;
            /** @description The id of the key: the SHA-256 hash of its first secret, and the same when that is replaced. */
            token: string;
            /** @description Its last characters, to recognise it. */
            key_name: string;
            key_alias: string | null;
            user_id: string | null;
            team_id: string | null;
            /** @description The agent that calls with it. */
            agent_id: string | null;
            tags: string[];
            /** @description `null`: never. */
            expires: string | null;
            blocked: boolean;
            /** @description `null`: no limit. */
            rpm_limit: number | null;
            /** @description `null`: no limit. */
            tpm_limit: number | null;
            /** @description `null`: no limit. */
            max_parallel_requests: number | null;
            /** @description Its holder has to replace it (`POST /key/rotate`). */
            auto_rotate: boolean;
            rotation_interval: string | null;
            /** @description How long it works on after it was due, or was replaced by its holder. */
            grace_period: string | null;
            rotation_count: number;
            last_rotation_at: string | null;
            /** @description When it has to be replaced next. */
            key_rotation_at: string | null;
            /** @description US dollars. `null`: no budget. */
            max_budget: number | null;
            /** @description There is an alert when so much is spent: US dollars, or a share of `max_budget`. `null`: there is none. */
            soft_budget: number | string | null;
            /** @description `null`: it never begins anew. */
            budget_duration: string | null;
            budget_reset_at: string | null;
            budget_limits: {
                budget_duration: string;
                max_budget: number;
            }[];
            temp_budget_increase: number | null;
            temp_budget_expiry: string | null;
            /** @description US dollars. With a budget: spent in its present window, that of `max_budget`, else of the first of its windows. Without one: what all calls have ever cost. In answers that show or list; those that change leave it out. */
            spend?: number;
            /** @description `null`: several, see `allowed_routes`. */
            key_type: ("default" | "llm_api" | "management" | "read_only") | null;
            /** @description None: it is for everything. */
            allowed_routes: string[];
            /** @description Whatever was sent with it. */
            metadata: {
                [key: string]: unknown;
            };
            object_permission: components["schemas"]["ObjectPermission"];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            created_by: string;
        };
        /** @description Which agents may be called. */
        ObjectPermission: {
            agents: "all" | string[];
            agent_access_groups: string[];
            /** @enum {string} */
            agents_access: "none" | "selected" | "all";
            agent_restrictions?: {
                [key: string]: {
                    operations?: string[];
                    skills?: string[];
                };
            };
        };
        Key: {
            /** @description The id of the key: the SHA-256 hash of its first secret, and the same when that is replaced. */
            token: string;
            /** @description Its last characters, to recognise it. */
            key_name: string;
            key_alias: string | null;
            user_id: string | null;
            team_id: string | null;
            /** @description The agent that calls with it. */
            agent_id: string | null;
            tags: string[];
            /** @description `null`: never. */
            expires: string | null;
            blocked: boolean;
            /** @description `null`: no limit. */
            rpm_limit: number | null;
            /** @description `null`: no limit. */
            tpm_limit: number | null;
            /** @description `null`: no limit. */
            max_parallel_requests: number | null;
            /** @description Its holder has to replace it (`POST /key/rotate`). */
            auto_rotate: boolean;
            rotation_interval: string | null;
            /** @description How long it works on after it was due, or was replaced by its holder. */
            grace_period: string | null;
            rotation_count: number;
            last_rotation_at: string | null;
            /** @description When it has to be replaced next. */
            key_rotation_at: string | null;
            /** @description US dollars. `null`: no budget. */
            max_budget: number | null;
            /** @description There is an alert when so much is spent: US dollars, or a share of `max_budget`. `null`: there is none. */
            soft_budget: number | string | null;
            /** @description `null`: it never begins anew. */
            budget_duration: string | null;
            budget_reset_at: string | null;
            budget_limits: {
                budget_duration: string;
                max_budget: number;
            }[];
            temp_budget_increase: number | null;
            temp_budget_expiry: string | null;
            /** @description US dollars. With a budget: spent in its present window, that of `max_budget`, else of the first of its windows. Without one: what all calls have ever cost. In answers that show or list; those that change leave it out. */
            spend?: number;
            /** @description `null`: several, see `allowed_routes`. */
            key_type: ("default" | "llm_api" | "management" | "read_only") | null;
            /** @description None: it is for everything. */
            allowed_routes: string[];
            /** @description Whatever was sent with it. */
            metadata: {
                [key: string]: unknown;
            };
            object_permission: components["schemas"]["ObjectPermission"];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            created_by: string;
        };
        ReplacedKey: {
            /** @description The new key. It is shown this once. */
            key: string;
            token_id: string;
            /** @description The id of the key: the SHA-256 hash of its first secret, and the same when that is replaced. */
            token: string;
            /** @description Its last characters, to recognise it. */
            key_name: string;
            key_alias: string | null;
            user_id: string | null;
            team_id: string | null;
            /** @description The agent that calls with it. */
            agent_id: string | null;
            tags: string[];
            /** @description `null`: never. */
            expires: string | null;
            blocked: boolean;
            /** @description `null`: no limit. */
            rpm_limit: number | null;
            /** @description `null`: no limit. */
            tpm_limit: number | null;
            /** @description `null`: no limit. */
            max_parallel_requests: number | null;
            /** @description Its holder has to replace it (`POST /key/rotate`). */
            auto_rotate: boolean;
            rotation_interval: string | null;
            /** @description How long it works on after it was due, or was replaced by its holder. */
            grace_period: string | null;
            rotation_count: number;
            last_rotation_at: string | null;
            /** @description When it has to be replaced next. */
            key_rotation_at: string | null;
            /** @description US dollars. `null`: no budget. */
            max_budget: number | null;
            /** @description There is an alert when so much is spent: US dollars, or a share of `max_budget`. `null`: there is none. */
            soft_budget: number | string | null;
            /** @description `null`: it never begins anew. */
            budget_duration: string | null;
            budget_reset_at: string | null;
            budget_limits: {
                budget_duration: string;
                max_budget: number;
            }[];
            temp_budget_increase: number | null;
            temp_budget_expiry: string | null;
            /** @description US dollars. With a budget: spent in its present window, that of `max_budget`, else of the first of its windows. Without one: what all calls have ever cost. In answers that show or list; those that change leave it out. */
            spend?: number;
            /** @description `null`: several, see `allowed_routes`. */
            key_type: ("default" | "llm_api" | "management" | "read_only") | null;
            /** @description None: it is for everything. */
            allowed_routes: string[];
            /** @description Whatever was sent with it. */
            metadata: {
                [key: string]: unknown;
            };
            object_permission: components["schemas"]["ObjectPermission"];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            created_by: string;
        };
        Team: {
            team_id: string;
            team_alias: string | null;
            members_with_roles: {
                user_id: string;
                user_email: null;
                /** @enum {string} */
                role: "admin" | "user";
                /** @description US dollars that the user may spend with keys of this team. `null`: as much as team and user may. */
                max_budget_in_team?: number | null;
                /** @description `null`: it never begins anew. */
                budget_duration?: string | null;
            }[];
            /** @description Ids of users. */
            admins: string[];
            /** @description Ids of users. */
            members: string[];
            object_permission: components["schemas"]["ObjectPermission"];
            /** @description What its members may do with keys of their own. */
            team_member_permissions: ("/key/info" | "/key/list" | "/key/generate" | "/key/service-account/generate" | "/key/update" | "/key/regenerate" | "/key/block" | "/key/unblock" | "/key/delete")[];
            /** @description `null`: no limit. */
            rpm_limit: number | null;
            /** @description `null`: no limit. */
            tpm_limit: number | null;
            /** @description `null`: no limit. */
            max_parallel_requests: number | null;
            /** @description US dollars. `null`: no budget. */
            max_budget: number | null;
            /** @description There is an alert when so much is spent: US dollars, or a share of `max_budget`. `null`: there is none. */
            soft_budget: number | string | null;
            /** @description `null`: it never begins anew. */
            budget_duration: string | null;
            budget_reset_at: string | null;
            budget_limits: {
                budget_duration: string;
                max_budget: number;
            }[];
            temp_budget_increase: number | null;
            temp_budget_expiry: string | null;
            /** @description US dollars. With a budget: spent in its present window, that of `max_budget`, else of the first of its windows. Without one: what all calls have ever cost. In answers that show or list; those that change leave it out. */
            spend?: number;
            blocked: boolean;
            /** @description Whatever was sent with it. */
            metadata: {
                [key: string]: unknown;
            };
            models: unknown[];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            created_by: string;
        };
        TeamMemberPermissions: {
            team_id: string;
            /** @description What its members may do with keys of their own. */
            team_member_permissions: ("/key/info" | "/key/list" | "/key/generate" | "/key/service-account/generate" | "/key/update" | "/key/regenerate" | "/key/block" | "/key/unblock" | "/key/delete")[];
            all_available_permissions: ("/key/info" | "/key/list" | "/key/generate" | "/key/service-account/generate" | "/key/update" | "/key/regenerate" | "/key/block" | "/key/unblock" | "/key/delete")[];
        };
        NewUser: {
            /** @description The id of the key: the SHA-256 hash of its first secret, and the same when that is replaced. */
            token?: string;
            /** @description Its last characters, to recognise it. */
            key_name?: string;
            key_alias?: string | null;
            user_id: string;
            team_id?: string | null;
            /** @description The agent that calls with it. */
            agent_id?: string | null;
            tags?: string[];
            /** @description `null`: never. */
            expires?: string | null;
            blocked: boolean;
            /** @description `null`: no limit. */
            rpm_limit: number | null;
            /** @description `null`: no limit. */
            tpm_limit: number | null;
            /** @description `null`: no limit. */
            max_parallel_requests: number | null;
            /** @description Its holder has to replace it (`POST /key/rotate`). */
            auto_rotate?: boolean;
            rotation_interval?: string | null;
            /** @description How long it works on after it was due, or was replaced by its holder. */
            grace_period?: string | null;
            rotation_count?: number;
            last_rotation_at?: string | null;
            /** @description When it has to be replaced next. */
            key_rotation_at?: string | null;
            /** @description US dollars. `null`: no budget. */
            max_budget: number | null;
            /** @description There is an alert when so much is spent: US dollars, or a share of `max_budget`. `null`: there is none. */
            soft_budget: number | string | null;
            /** @description `null`: it never begins anew. */
            budget_duration: string | null;
            budget_reset_at: string | null;
            budget_limits: {
                budget_duration: string;
                max_budget: number;
            }[];
            temp_budget_increase: number | null;
            temp_budget_expiry: string | null;
            /** @description US dollars. With a budget: spent in its present window, that of `max_budget`, else of the first of its windows. Without one: what all calls have ever cost. In answers that show or list; those that change leave it out. */
            spend?: number;
            /** @description `null`: several, see `allowed_routes`. */
            key_type?: ("default" | "llm_api" | "management" | "read_only") | null;
            /** @description None: it is for everything. */
            allowed_routes?: string[];
            /** @description Whatever was sent with it. */
            metadata: {
                [key: string]: unknown;
            };
            object_permission: components["schemas"]["ObjectPermission"];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            created_by: string;
            user_alias: string | null;
            user_email: string | null;
            /** @enum {string} */
            user_role: "proxy_admin" | "proxy_admin_viewer" | "internal_user" | "internal_user_viewer";
            models: unknown[];
            teams: string[];
            /** @description The key that was made with the user. It is shown this once. */
            key?: string;
        };
        User: {
            user_id: string;
            user_alias: string | null;
            user_email: string | null;
            /** @enum {string} */
            user_role: "proxy_admin" | "proxy_admin_viewer" | "internal_user" | "internal_user_viewer";
            blocked: boolean;
            object_permission: components["schemas"]["ObjectPermission"];
            /** @description `null`: no limit. */
            rpm_limit: number | null;
            /** @description `null`: no limit. */
            tpm_limit: number | null;
            /** @description `null`: no limit. */
            max_parallel_requests: number | null;
            /** @description US dollars. `null`: no budget. */
            max_budget: number | null;
            /** @description There is an alert when so much is spent: US dollars, or a share of `max_budget`. `null`: there is none. */
            soft_budget: number | string | null;
            /** @description `null`: it never begins anew. */
            budget_duration: string | null;
            budget_reset_at: string | null;
            budget_limits: {
                budget_duration: string;
                max_budget: number;
            }[];
            temp_budget_increase: number | null;
            temp_budget_expiry: string | null;
            /** @description US dollars. With a budget: spent in its present window, that of `max_budget`, else of the first of its windows. Without one: what all calls have ever cost. In answers that show or list; those that change leave it out. */
            spend?: number;
            /** @description Whatever was sent with it. */
            metadata: {
                [key: string]: unknown;
            };
            models: unknown[];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            created_by: string;
        };
        AccessGroup: {
            access_group_id: string;
            access_group_name: string;
            description: string | null;
            access_agent_ids: string[];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            created_by: string;
        };
        AccessExplanation: {
            /** @description Its id. */
            key: string;
            agent_id: string;
            agent_name: string;
            operation?: string;
            allowed: boolean;
            /** @description What the key reaches in the end. */
            object_permission: components["schemas"]["ObjectPermission"];
            /** @description All of them have to allow it. */
            steps: {
                step: string;
                allowed: boolean;
                /** @enum {string} */
                grant?: "none" | "selected" | "all";
                /** @description What was found, and what changes it. */
                reason: string;
            }[];
        };
        Me: {
            /** @description The hash of the key; of a token the same for every token of its subject; of who is signed in without a key, `user:` and their id. */
            key_id: string;
            key_alias: string | null;
            /** @enum {string} */
            credential: "admin_key" | "key" | "token" | "session";
            /** @description Whose token it is. */
            issuer: string | null;
            /** @description When the token or sign-in ends. Of keys: GET /key/info. */
            expires: string | null;
            user_id: string | null;
            /** @enum {string} */
            user_role: "proxy_admin" | "proxy_admin_viewer" | "internal_user" | "internal_user_viewer";
            team_id: string | null;
            /** @description The agent that calls, where the key is one’s. */
            agent_id: string | null;
            /** @description What is reached in the end. */
            object_permission: components["schemas"]["ObjectPermission"];
            /** @description The agents there are of those. */
            agents: {
                agent_id: string;
                agent_name: string;
            }[];
        };
        Session: {
            id: string;
            /** @enum {string} */
            signed_in_with: "key" | "oidc";
            user_id?: string;
            /** @description The team that it acts for. */
            team_id?: string;
            /** @description Those to choose from with PATCH /v1/session. */
            teams: {
                team_id: string;
                team_alias?: string;
            }[];
            key_alias?: string;
            /** @enum {string} */
            role: "admin" | "admin-viewer" | "member" | "viewer";
            /** @description What this role may do to everything; in teams of their own people may do more. */
            may: string[];
            /** @description To be sent as `x-csrf-token` with whatever changes something. */
            csrf_token: string;
            created_at: string;
            /** @description When it ends unless it is used. */
            idle_until: string;
            /** @description When it ends at the latest. */
            expires_at: string;
        };
        CallRecord: {
            id: string;
            requestId: string;
            /** @enum {string} */
            kind?: "run" | "mirror" | "replay";
            replayOf?: string;
            /** Format: date-time */
            time: string;
            keyId?: string;
            keyAlias?: string;
            userId?: string;
            teamId?: string;
            callerAgentId?: string;
            tags?: string[];
            ip?: string;
            agentId?: string;
            agentName?: string;
            upstream?: string;
            attempts?: {
                upstream: string;
                ms: number;
                error?: string;
            }[];
            operation?: string;
            binding?: string;
            version?: string;
            upstreamVersion?: string;
            upstreamBinding?: string;
            streaming: boolean;
            taskId?: string;
            contextId?: string;
            sessionId?: string;
            traceId?: string;
            spanId?: string;
            parentSpanId?: string;
            causeSpanId?: string;
            traceSampled?: boolean;
            headers?: {
                [key: string]: string;
            };
            /** @enum {string} */
            status: "ok" | "error" | "refused" | "canceled";
            taskState?: string;
            httpStatus: number;
            errorCode?: string;
            jsonRpcCode?: number;
            errorMessage?: string;
            firstEventMs?: number;
            totalMs: number;
            queueMs?: number;
            upstreamMs?: number;
            overheadMs?: number;
            usage?: {
                inputTokens?: number;
                outputTokens?: number;
                totalTokens?: number;
                model?: string;
                /** @description The tokens were guessed from the text. */
                estimated?: boolean;
                cost?: number;
            };
            /** @description US dollars. */
            cost?: number;
            requestBytes: number;
            responseBytes: number;
            events: number;
            /** @description The params of the call: JSON, or text where it was cut. */
            request?: unknown;
            /** @description Its answer: JSON, or text where it was cut. */
            response?: unknown;
            contentTruncated?: boolean;
        };
        Sink: {
            name: string;
            /**
             * @description `behind`: it takes records, and others wait on disk; `away`: it took none when it was last asked.
             * @enum {string}
             */
            state: "ready" | "behind" | "away";
            /** @description Records that wait in memory. */
            waiting: number;
            /** @description Records that wait on disk. */
            spilled: number;
            spilled_bytes: number;
            /** @description Records that it never gets, since the gateway started. */
            dropped: number;
            /** @description Records that it gets without their content, since the gateway started. */
            content_dropped: number;
            /** @description Why it last took nothing; `null` once it has taken something. */
            last_error: {
                time: string;
                message: string;
            } | null;
        };
        ImportedRow: {
            /** @description Which of the rows that were sent, from 0. */
            row: number;
            /** @description Id of what is made of it here. */
            id: string | null;
            name: string | null;
            /**
             * @description Of a dry run: what would be done.
             * @enum {string}
             */
            result: "created" | "exists" | "refused";
            /** @description Why it was refused. */
            reason?: string;
            /** @description Columns that say something in LiteLLM, and nothing here. */
            not_carried: string[];
            /** @description What is other than it was. */
            notes: string[];
        };
        Gateway: {
            version: string;
            /** Format: date-time */
            started_at: string;
            /** @description The base of the addresses in cards; `null`: that of each request. */
            public_url: string | null;
            /** @description The file whose agents and settings are read-only over the API. */
            configuration: string | null;
            database: {
                kind: string;
                /** @description Whether it does, now. */
                answers: boolean;
            };
            /** @description Where gateways count limits together; `null`: each counts by itself. */
            redis: {
                kind: string;
                /** @description Whether it does, now. */
                answers: boolean;
            } | null;
            /** @description Calls that are under way here. */
            active_calls: number;
        };
    };
    responses: {
        /** @description The request is wrong: `message` says where. */
        Wrong: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The credential is missing, malformed, unknown, blocked or expired. */
        Unauthenticated: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The caller is known and may not do this. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description It does not exist, or the caller may not know that it does. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description It exists already; or, with `Retry-After`, what has this `Idempotency-Key` is being done. */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description It is not, or no longer, as `If-Match` says. */
        Changed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Another request was sent under this `Idempotency-Key`. */
        KeyReused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Any other failure: `error.code` says which. */
        Failed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    explainCalls: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or name of the agent. */
                agent: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            404: components["responses"]["NotFound"];
            default: components["responses"]["Failed"];
        };
    };
    callAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or name of the agent. */
                agent: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JsonRpcRequest"];
            };
        };
        responses: {
            /** @description The answer, or an error of JSON-RPC. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JsonRpcAnswer"];
                };
            };
            400: components["responses"]["Wrong"];
            /** @description An error of JSON-RPC, with the status that it stands for. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error of JSON-RPC, with the status that it stands for. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error of JSON-RPC, with the status that it stands for. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error of JSON-RPC, with the status that it stands for. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error of JSON-RPC, with the status that it stands for. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error of JSON-RPC, with the status that it stands for. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            default: components["responses"]["Failed"];
        };
    };
    sendMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or name of the agent. */
                agent: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JsonRpcRequest"];
            };
        };
        responses: {
            /** @description The answer, or an error of JSON-RPC. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JsonRpcAnswer"];
                };
            };
            400: components["responses"]["Wrong"];
            /** @description An error of JSON-RPC, with the status that it stands for. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error of JSON-RPC, with the status that it stands for. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error of JSON-RPC, with the status that it stands for. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error of JSON-RPC, with the status that it stands for. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error of JSON-RPC, with the status that it stands for. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error of JSON-RPC, with the status that it stands for. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            default: components["responses"]["Failed"];
        };
    };
    streamMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or name of the agent. */
                agent: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JsonRpcRequest"];
            };
        };
        responses: {
            /** @description The answer, or an error of JSON-RPC. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JsonRpcAnswer"];
                };
            };
            400: components["responses"]["Wrong"];
            /** @description An error of JSON-RPC, with the status that it stands for. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error of JSON-RPC, with the status that it stands for. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error of JSON-RPC, with the status that it stands for. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error of JSON-RPC, with the status that it stands for. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error of JSON-RPC, with the status that it stands for. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error of JSON-RPC, with the status that it stands for. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            default: components["responses"]["Failed"];
        };
    };
    getAgentCard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or name of the agent. */
                agent: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The card. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It is as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Failed"];
        };
    };
    getFormerAgentCard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or name of the agent. */
                agent: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The card. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It is as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Failed"];
        };
    };
    explainCallsV1: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or name of the agent. */
                agent: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            404: components["responses"]["NotFound"];
            default: components["responses"]["Failed"];
        };
    };
    callAgentV1: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or name of the agent. */
                agent: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JsonRpcRequest"];
            };
        };
        responses: {
            /** @description The answer, or an error of JSON-RPC. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JsonRpcAnswer"];
                };
            };
            400: components["responses"]["Wrong"];
            /** @description An error of JSON-RPC, with the status that it stands for. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error of JSON-RPC, with the status that it stands for. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error of JSON-RPC, with the status that it stands for. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error of JSON-RPC, with the status that it stands for. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error of JSON-RPC, with the status that it stands for. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error of JSON-RPC, with the status that it stands for. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            default: components["responses"]["Failed"];
        };
    };
    sendMessageV1: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or name of the agent. */
                agent: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JsonRpcRequest"];
            };
        };
        responses: {
            /** @description The answer, or an error of JSON-RPC. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JsonRpcAnswer"];
                };
            };
            400: components["responses"]["Wrong"];
            /** @description An error of JSON-RPC, with the status that it stands for. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error of JSON-RPC, with the status that it stands for. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error of JSON-RPC, with the status that it stands for. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error of JSON-RPC, with the status that it stands for. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error of JSON-RPC, with the status that it stands for. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error of JSON-RPC, with the status that it stands for. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            default: components["responses"]["Failed"];
        };
    };
    streamMessageV1: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or name of the agent. */
                agent: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JsonRpcRequest"];
            };
        };
        responses: {
            /** @description The answer, or an error of JSON-RPC. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JsonRpcAnswer"];
                };
            };
            400: components["responses"]["Wrong"];
            /** @description An error of JSON-RPC, with the status that it stands for. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error of JSON-RPC, with the status that it stands for. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error of JSON-RPC, with the status that it stands for. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error of JSON-RPC, with the status that it stands for. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error of JSON-RPC, with the status that it stands for. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error of JSON-RPC, with the status that it stands for. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        jsonrpc: "2.0";
                        id: string | number | null;
                        result?: unknown;
                        error?: unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            default: components["responses"]["Failed"];
        };
    };
    getAgentCardV1: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or name of the agent. */
                agent: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The card. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It is as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Failed"];
        };
    };
    getFormerAgentCardV1: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or name of the agent. */
                agent: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The card. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It is as `If-None-Match` says. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Failed"];
        };
    };
    listPublicAgents: {
        parameters: {
            query?: {
                /** @description Words that its card has, or that words of it begin with. Best first. */
                q?: string;
                /** @description Id or name of a skill that it must have. */
                skill?: string;
                /** @description A tag that one of its skills must have. */
                tag?: string;
                /** @description Id or name of the one agent that is looked for. */
                agent?: string;
                /** @description How many a page has. Without it the list is whole. */
                limit?: number;
                /** @description Where the page before ended. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cards. */
            200: {
                headers: {
                    /** @description The address of the next page: `<…>; rel="next"` (RFC 8288). Absent on the last. */
                    link?: string;
                    /** @description `cursor` of the next page. Absent on the last. */
                    "x-next-cursor"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    }[];
                };
            };
            400: components["responses"]["Wrong"];
            default: components["responses"]["Failed"];
        };
    };
    searchHub: {
        parameters: {
            query?: {
                /** @description Words that its card has, or that words of it begin with. Best first. */
                q?: string;
                /** @description Id or name of a skill that it must have. */
                skill?: string;
                /** @description A tag that one of its skills must have. */
                tag?: string;
                /** @description Id or name of the one agent that is looked for. */
                agent?: string;
                limit?: number;
                /** @description Where the page before ended. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        agents: {
                            agent_id: string;
                            agent_name: string;
                            /** @description Its card, as readers of A2A 0.3 and 1.0 understand it. */
                            card: {
                                [key: string]: unknown;
                            };
                            is_public: boolean;
                            /** @description Whether this credential may call it. */
                            callable: boolean;
                        }[];
                        /** @description `cursor` of the next page; `null`: this is the last. */
                        next_cursor: string | null;
                    };
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    makeAgentsPublic: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    agent_ids: string[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        public_agent_ids: string[];
                    };
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    makeAgentPublic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or name of the agent. */
                agent: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        public_agent_ids: string[];
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Failed"];
        };
    };
    summarizeAgents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        total: number;
                        /** @description How many stand how. */
                        health: {
                            [key: string]: number;
                        };
                        /** @description How many have an upstream of this adapter. */
                        adapters: {
                            [key: string]: number;
                        };
                    };
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    describeAgentDefinition: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    listAgentCallers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or name of the agent. */
                agent: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        agent_id: string;
                        agent_name: string;
                        /** @description Those that may send it a message, limits and budgets aside. */
                        keys: {
                            total: number;
                            /** @description At most 100 of them. */
                            first: {
                                id: string;
                                name?: string;
                                team_id?: string;
                                user_id?: string;
                                /** @description Through what. */
                                reason: string;
                            }[];
                        };
                        /** @description Those whose grant has it: their keys may call it as far as they are granted it themselves. */
                        teams: {
                            total: number;
                            /** @description At most 100 of them. */
                            first: {
                                id: string;
                                name?: string;
                                team_id?: string;
                                user_id?: string;
                                /** @description Through what. */
                                reason: string;
                            }[];
                        };
                        /** @description As `teams`. */
                        users: {
                            total: number;
                            /** @description At most 100 of them. */
                            first: {
                                id: string;
                                name?: string;
                                team_id?: string;
                                user_id?: string;
                                /** @description Through what. */
                                reason: string;
                            }[];
                        };
                        /** @description `false`: there are more keys than were looked at. */
                        complete: boolean;
                    };
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Failed"];
        };
    };
    listAdapters: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Adapter"][];
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    listAgents: {
        parameters: {
            query?: {
                /** @description Words that its card has, or that words of it begin with. Best first. */
                q?: string;
                /** @description Id or name of a skill that it must have. */
                skill?: string;
                /** @description A tag that one of its skills must have. */
                tag?: string;
                /** @description Id or name of the one agent that is looked for. */
                agent?: string;
                /** @description What its name contains, in any case. */
                name?: string;
                /** @description The organization that its card names, in any case. */
                provider?: string;
                /** @description The adapter of one of its upstreams. For who sees every agent. */
                adapter?: string;
                /** @description What its name or description contains, in any case. */
                contains?: string;
                /** @description How it stands. For who sees every agent. */
                health?: "down" | "degraded" | "stopped" | "searching" | "healthy";
                /** @description Ids, with commas between them: no others are listed. */
                agent_ids?: string;
                /** @description `-name`: by name, from the end. Without effect where `q` orders them. */
                order?: "registered" | "name" | "-name";
                /** @description Whether it is in the public hub. */
                public?: string;
                /** @description How many a page has. Without it the list is whole. */
                limit?: number;
                /** @description Where the page before ended. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The address of the next page: `<…>; rel="next"` (RFC 8288). Absent on the last. */
                    link?: string;
                    /** @description `cursor` of the next page. Absent on the last. */
                    "x-next-cursor"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"][];
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    createAgent: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each request, such as a UUID. The same request sent again under it within 24 hours is not done again: it gets the answer of the first, with `idempotent-replayed: true`. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentDefinition"] | components["schemas"]["LitellmAgent"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["KeyReused"];
            default: components["responses"]["Failed"];
        };
    };
    getAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or name of the agent. */
                agent: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Failed"];
        };
    };
    replaceAgent: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` with which it was read: 412, and nothing is changed, if it has changed since. */
                "if-match"?: string;
            };
            path: {
                /** @description Id or name of the agent. */
                agent: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentDefinition"] | components["schemas"]["LitellmAgent"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["Changed"];
            default: components["responses"]["Failed"];
        };
    };
    deleteAgent: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` with which it was read: 412, and nothing is changed, if it has changed since. */
                "if-match"?: string;
            };
            path: {
                /** @description Id or name of the agent. */
                agent: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["Changed"];
            default: components["responses"]["Failed"];
        };
    };
    changeAgent: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` with which it was read: 412, and nothing is changed, if it has changed since. */
                "if-match"?: string;
            };
            path: {
                /** @description Id or name of the agent. */
                agent: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentChange"] | components["schemas"]["LitellmAgent"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["Changed"];
            default: components["responses"]["Failed"];
        };
    };
    getAgentUpstreams: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or name of the agent. */
                agent: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        agent_id: string;
                        agent_name: string;
                        /** @description Nothing is routed, by order. */
                        stopped?: {
                            reason: string;
                            /** Format: date-time */
                            since: string;
                        };
                        /** @description So many are down that all are tried. */
                        panic?: boolean;
                        /** @description Calls of the agent that this gateway works on. */
                        running?: number;
                        /** @description Calls that wait for room. */
                        waiting?: number;
                        upstreams: {
                            name: string;
                            /** @description It is one of another agent that stands in. */
                            fallback?: boolean;
                            /**
                             * @description `closed`: well. `open`: it gets no calls.
                             * @enum {string}
                             */
                            state?: "closed" | "open" | "half-open";
                            /** @description Why it gets no calls. */
                            reason?: string;
                            /** Format: date-time */
                            since?: string;
                            /** Format: date-time */
                            until?: string;
                            weight?: number;
                            /** @description It gets no new conversations. */
                            draining?: boolean;
                            /** @description The share of its work that it gets while it comes back; 1: all. */
                            ramp?: number;
                            /** @description Calls that it works on. */
                            active?: number;
                            callsPerMinute?: number;
                            /** @description Time to its first event, in milliseconds, as it is of late. */
                            latencyMs?: number;
                            /** @description Since this gateway began. */
                            calls?: number;
                            /** @description Since this gateway began. */
                            failures?: number;
                            lastError?: {
                                /** Format: date-time */
                                at: string;
                                reason: string;
                            };
                        }[];
                    };
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Failed"];
        };
    };
    stopAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or name of the agent. */
                agent: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default It is out of service. */
                    reason?: string;
                    /**
                     * @description What runs is ended too.
                     * @default false
                     */
                    cancel?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Failed"];
        };
    };
    startAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or name of the agent. */
                agent: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Failed"];
        };
    };
    readAgentCard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or name of the agent. */
                agent: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Failed"];
        };
    };
    testAgentDefinition: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Is sent to the agent, which works on it and may cost. Without it only the card is asked for. */
                    message?: string;
                    /**
                     * @description How long the test may take.
                     * @default 30
                     */
                    seconds?: number;
                    /** @description Id or name of the registered agent that this is an edit of: masked secrets are those it has. */
                    agent_id?: string;
                    /** @description Which of its upstreams. Default: the first. */
                    upstream?: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpstreamTest"];
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    testUpstream: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or name of the agent. */
                agent: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Is sent to the agent, which works on it and may cost. Without it only the card is asked for. */
                    message?: string;
                    /**
                     * @description How long the test may take.
                     * @default 30
                     */
                    seconds?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpstreamTest"];
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Failed"];
        };
    };
    generateKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each request, such as a UUID. The same request sent again under it within 24 hours is not done again: it gets the answer of the first, with `idempotent-replayed: true`. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    key_alias?: string | null;
                    user_id?: string | null;
                    team_id?: string | null;
                    /** @description Id or name of the agent that calls with it. */
                    agent_id?: string | null;
                    tags?: string[] | null;
                    duration?: string | null;
                    metadata?: {
                        [key: string]: unknown;
                    } | null;
                    blocked?: boolean | null;
                    rpm_limit?: number | null;
                    tpm_limit?: number | null;
                    max_parallel_requests?: number | null;
                    auto_rotate?: boolean | null;
                    rotation_interval?: string | null;
                    grace_period?: string | null;
                    max_budget?: number | null;
                    soft_budget?: (number | string) | null;
                    budget_duration?: string | null;
                    budget_limits?: {
                        budget_duration: string;
                        max_budget: number;
                    }[] | null;
                    temp_budget_increase?: number | null;
                    temp_budget_expiry?: string | null;
                    /** @description `llm_api`: it calls agents alone; `management`: it manages alone; `read_only`: it reads alone. */
                    key_type?: ("default" | "llm_api" | "management" | "read_only") | null;
                    allowed_routes?: string[] | null;
                    object_permission?: ({
                        agents?: ("all" | "none" | string[]) | null;
                        agent_access_groups?: string[] | null;
                        agent_restrictions?: {
                            [key: string]: {
                                /** @description Operations by their names in A2A 1.0, or the sets `read`, `send` and `push`. */
                                operations?: ("read" | "send" | "push" | "SendMessage" | "SendStreamingMessage" | "GetTask" | "ListTasks" | "CancelTask" | "SubscribeToTask" | "CreateTaskPushNotificationConfig" | "GetTaskPushNotificationConfig" | "ListTaskPushNotificationConfigs" | "DeleteTaskPushNotificationConfig" | "GetExtendedAgentCard")[] | null;
                                /** @description Ids of skills as the agent’s card has them; a message has to name one in `metadata.skillId`. */
                                skills?: string[] | null;
                            };
                        } | null;
                    } & {
                        [key: string]: unknown;
                    }) | null;
                    key?: string | null;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewKey"];
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["KeyReused"];
            default: components["responses"]["Failed"];
        };
    };
    updateKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` with which it was read: 412, and nothing is changed, if it has changed since. */
                "if-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    key_alias?: string | null;
                    user_id?: string | null;
                    team_id?: string | null;
                    /** @description Id or name of the agent that calls with it. */
                    agent_id?: string | null;
                    tags?: string[] | null;
                    duration?: string | null;
                    metadata?: {
                        [key: string]: unknown;
                    } | null;
                    blocked?: boolean | null;
                    rpm_limit?: number | null;
                    tpm_limit?: number | null;
                    max_parallel_requests?: number | null;
                    auto_rotate?: boolean | null;
                    rotation_interval?: string | null;
                    grace_period?: string | null;
                    max_budget?: number | null;
                    soft_budget?: (number | string) | null;
                    budget_duration?: string | null;
                    budget_limits?: {
                        budget_duration: string;
                        max_budget: number;
                    }[] | null;
                    temp_budget_increase?: number | null;
                    temp_budget_expiry?: string | null;
                    /** @description `llm_api`: it calls agents alone; `management`: it manages alone; `read_only`: it reads alone. */
                    key_type?: ("default" | "llm_api" | "management" | "read_only") | null;
                    allowed_routes?: string[] | null;
                    object_permission?: ({
                        agents?: ("all" | "none" | string[]) | null;
                        agent_access_groups?: string[] | null;
                        agent_restrictions?: {
                            [key: string]: {
                                /** @description Operations by their names in A2A 1.0, or the sets `read`, `send` and `push`. */
                                operations?: ("read" | "send" | "push" | "SendMessage" | "SendStreamingMessage" | "GetTask" | "ListTasks" | "CancelTask" | "SubscribeToTask" | "CreateTaskPushNotificationConfig" | "GetTaskPushNotificationConfig" | "ListTaskPushNotificationConfigs" | "DeleteTaskPushNotificationConfig" | "GetExtendedAgentCard")[] | null;
                                /** @description Ids of skills as the agent’s card has them; a message has to name one in `metadata.skillId`. */
                                skills?: string[] | null;
                            };
                        } | null;
                    } & {
                        [key: string]: unknown;
                    }) | null;
                    key: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Key"];
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["Changed"];
            default: components["responses"]["Failed"];
        };
    };
    deleteKeys: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` with which it was read: 412, and nothing is changed, if it has changed since. */
                "if-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    keys?: string[];
                    key_aliases?: string[];
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Their ids. */
                        deleted_keys: string[];
                    };
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["Changed"];
            default: components["responses"]["Failed"];
        };
    };
    regenerateNamedKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    key_alias?: string | null;
                    user_id?: string | null;
                    team_id?: string | null;
                    /** @description Id or name of the agent that calls with it. */
                    agent_id?: string | null;
                    tags?: string[] | null;
                    duration?: string | null;
                    metadata?: {
                        [key: string]: unknown;
                    } | null;
                    blocked?: boolean | null;
                    rpm_limit?: number | null;
                    tpm_limit?: number | null;
                    max_parallel_requests?: number | null;
                    auto_rotate?: boolean | null;
                    rotation_interval?: string | null;
                    grace_period?: string | null;
                    max_budget?: number | null;
                    soft_budget?: (number | string) | null;
                    budget_duration?: string | null;
                    budget_limits?: {
                        budget_duration: string;
                        max_budget: number;
                    }[] | null;
                    temp_budget_increase?: number | null;
                    temp_budget_expiry?: string | null;
                    /** @description `llm_api`: it calls agents alone; `management`: it manages alone; `read_only`: it reads alone. */
                    key_type?: ("default" | "llm_api" | "management" | "read_only") | null;
                    allowed_routes?: string[] | null;
                    object_permission?: ({
                        agents?: ("all" | "none" | string[]) | null;
                        agent_access_groups?: string[] | null;
                        agent_restrictions?: {
                            [key: string]: {
                                /** @description Operations by their names in A2A 1.0, or the sets `read`, `send` and `push`. */
                                operations?: ("read" | "send" | "push" | "SendMessage" | "SendStreamingMessage" | "GetTask" | "ListTasks" | "CancelTask" | "SubscribeToTask" | "CreateTaskPushNotificationConfig" | "GetTaskPushNotificationConfig" | "ListTaskPushNotificationConfigs" | "DeleteTaskPushNotificationConfig" | "GetExtendedAgentCard")[] | null;
                                /** @description Ids of skills as the agent’s card has them; a message has to name one in `metadata.skillId`. */
                                skills?: string[] | null;
                            };
                        } | null;
                    } & {
                        [key: string]: unknown;
                    }) | null;
                    new_key?: string | null;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplacedKey"];
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Failed"];
        };
    };
    regenerateKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    key_alias?: string | null;
                    user_id?: string | null;
                    team_id?: string | null;
                    /** @description Id or name of the agent that calls with it. */
                    agent_id?: string | null;
                    tags?: string[] | null;
                    duration?: string | null;
                    metadata?: {
                        [key: string]: unknown;
                    } | null;
                    blocked?: boolean | null;
                    rpm_limit?: number | null;
                    tpm_limit?: number | null;
                    max_parallel_requests?: number | null;
                    auto_rotate?: boolean | null;
                    rotation_interval?: string | null;
                    grace_period?: string | null;
                    max_budget?: number | null;
                    soft_budget?: (number | string) | null;
                    budget_duration?: string | null;
                    budget_limits?: {
                        budget_duration: string;
                        max_budget: number;
                    }[] | null;
                    temp_budget_increase?: number | null;
                    temp_budget_expiry?: string | null;
                    /** @description `llm_api`: it calls agents alone; `management`: it manages alone; `read_only`: it reads alone. */
                    key_type?: ("default" | "llm_api" | "management" | "read_only") | null;
                    allowed_routes?: string[] | null;
                    object_permission?: ({
                        agents?: ("all" | "none" | string[]) | null;
                        agent_access_groups?: string[] | null;
                        agent_restrictions?: {
                            [key: string]: {
                                /** @description Operations by their names in A2A 1.0, or the sets `read`, `send` and `push`. */
                                operations?: ("read" | "send" | "push" | "SendMessage" | "SendStreamingMessage" | "GetTask" | "ListTasks" | "CancelTask" | "SubscribeToTask" | "CreateTaskPushNotificationConfig" | "GetTaskPushNotificationConfig" | "ListTaskPushNotificationConfigs" | "DeleteTaskPushNotificationConfig" | "GetExtendedAgentCard")[] | null;
                                /** @description Ids of skills as the agent’s card has them; a message has to name one in `metadata.skillId`. */
                                skills?: string[] | null;
                            };
                        } | null;
                    } & {
                        [key: string]: unknown;
                    }) | null;
                    new_key?: string | null;
                    key: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplacedKey"];
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    rotateKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description A key of your own: asking again with it is asking once. */
                    new_key?: string | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplacedKey"];
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    blockKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    key: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Key"];
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    unblockKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    key: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Key"];
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    generateServiceAccountKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each request, such as a UUID. The same request sent again under it within 24 hours is not done again: it gets the answer of the first, with `idempotent-replayed: true`. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    key_alias?: string | null;
                    user_id?: null;
                    team_id: string;
                    /** @description Id or name of the agent that calls with it. */
                    agent_id?: string | null;
                    tags?: string[] | null;
                    duration?: string | null;
                    metadata?: {
                        [key: string]: unknown;
                    } | null;
                    blocked?: boolean | null;
                    rpm_limit?: number | null;
                    tpm_limit?: number | null;
                    max_parallel_requests?: number | null;
                    auto_rotate?: boolean | null;
                    rotation_interval?: string | null;
                    grace_period?: string | null;
                    max_budget?: number | null;
                    soft_budget?: (number | string) | null;
                    budget_duration?: string | null;
                    budget_limits?: {
                        budget_duration: string;
                        max_budget: number;
                    }[] | null;
                    temp_budget_increase?: number | null;
                    temp_budget_expiry?: string | null;
                    /** @description `llm_api`: it calls agents alone; `management`: it manages alone; `read_only`: it reads alone. */
                    key_type?: ("default" | "llm_api" | "management" | "read_only") | null;
                    allowed_routes?: string[] | null;
                    object_permission?: ({
                        agents?: ("all" | "none" | string[]) | null;
                        agent_access_groups?: string[] | null;
                        agent_restrictions?: {
                            [key: string]: {
                                /** @description Operations by their names in A2A 1.0, or the sets `read`, `send` and `push`. */
                                operations?: ("read" | "send" | "push" | "SendMessage" | "SendStreamingMessage" | "GetTask" | "ListTasks" | "CancelTask" | "SubscribeToTask" | "CreateTaskPushNotificationConfig" | "GetTaskPushNotificationConfig" | "ListTaskPushNotificationConfigs" | "DeleteTaskPushNotificationConfig" | "GetExtendedAgentCard")[] | null;
                                /** @description Ids of skills as the agent’s card has them; a message has to name one in `metadata.skillId`. */
                                skills?: string[] | null;
                            };
                        } | null;
                    } & {
                        [key: string]: unknown;
                    }) | null;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewKey"];
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["KeyReused"];
            default: components["responses"]["Failed"];
        };
    };
    getKey: {
        parameters: {
            query?: {
                /** @description The key or its hash. */
                key?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Its id. */
                        key: string;
                        info: components["schemas"]["Key"];
                    };
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    listKeys: {
        parameters: {
            query?: {
                page?: number;
                size?: number;
                user_id?: string;
                team_id?: string;
                key_alias?: string;
                /** @description Id or name of the agent that calls with them. */
                agent_id?: string;
                tag?: string;
                return_full_object?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Ids; the keys themselves with `return_full_object`. */
                        keys: (string | components["schemas"]["Key"])[];
                        total_count: number;
                        current_page: number;
                        total_pages: number;
                    };
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    createTeam: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each request, such as a UUID. The same request sent again under it within 24 hours is not done again: it gets the answer of the first, with `idempotent-replayed: true`. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    team_alias?: string | null;
                    metadata?: {
                        [key: string]: unknown;
                    } | null;
                    blocked?: boolean | null;
                    team_member_permissions?: ("/key/info" | "/key/list" | "/key/generate" | "/key/service-account/generate" | "/key/update" | "/key/regenerate" | "/key/block" | "/key/unblock" | "/key/delete" | "/key/health")[] | null;
                    object_permission?: ({
                        agents?: ("all" | "none" | string[]) | null;
                        agent_access_groups?: string[] | null;
                        agent_restrictions?: {
                            [key: string]: {
                                /** @description Operations by their names in A2A 1.0, or the sets `read`, `send` and `push`. */
                                operations?: ("read" | "send" | "push" | "SendMessage" | "SendStreamingMessage" | "GetTask" | "ListTasks" | "CancelTask" | "SubscribeToTask" | "CreateTaskPushNotificationConfig" | "GetTaskPushNotificationConfig" | "ListTaskPushNotificationConfigs" | "DeleteTaskPushNotificationConfig" | "GetExtendedAgentCard")[] | null;
                                /** @description Ids of skills as the agent’s card has them; a message has to name one in `metadata.skillId`. */
                                skills?: string[] | null;
                            };
                        } | null;
                    } & {
                        [key: string]: unknown;
                    }) | null;
                    rpm_limit?: number | null;
                    tpm_limit?: number | null;
                    max_parallel_requests?: number | null;
                    max_budget?: number | null;
                    soft_budget?: (number | string) | null;
                    budget_duration?: string | null;
                    budget_limits?: {
                        budget_duration: string;
                        max_budget: number;
                    }[] | null;
                    temp_budget_increase?: number | null;
                    temp_budget_expiry?: string | null;
                    team_id?: string | null;
                    members_with_roles?: ({
                        user_id: string;
                        /**
                         * @default user
                         * @enum {string}
                         */
                        role?: "admin" | "user";
                    } & {
                        [key: string]: unknown;
                    })[] | null;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["KeyReused"];
            default: components["responses"]["Failed"];
        };
    };
    getTeam: {
        parameters: {
            query?: {
                team_id?: string;
                /** @description How many members are shown, by their ids. Without it all of them are. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        team_id: string;
                        team_info: components["schemas"]["Team"];
                        /** @description Empty for whoever may not see them. */
                        keys: components["schemas"]["Key"][];
                        team_memberships: {
                            user_id: string;
                            team_id: string;
                            /** @description US dollars that the user may spend with keys of this team. `null`: as much as team and user may. */
                            max_budget_in_team: number | null;
                            /** @description `null`: it never begins anew. */
                            budget_duration: string | null;
                        }[];
                        /** @description Of a page of members: `cursor` of the next. `null`: there is none. */
                        next_cursor?: string | null;
                    };
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    listTeams: {
        parameters: {
            query?: {
                /** @description Teams with this member. */
                user_id?: string;
                page?: number;
                /** @description Without it the list is whole. */
                page_size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"][];
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    updateTeam: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` with which it was read: 412, and nothing is changed, if it has changed since. */
                "if-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    team_alias?: string | null;
                    metadata?: {
                        [key: string]: unknown;
                    } | null;
                    blocked?: boolean | null;
                    team_member_permissions?: ("/key/info" | "/key/list" | "/key/generate" | "/key/service-account/generate" | "/key/update" | "/key/regenerate" | "/key/block" | "/key/unblock" | "/key/delete" | "/key/health")[] | null;
                    object_permission?: ({
                        agents?: ("all" | "none" | string[]) | null;
                        agent_access_groups?: string[] | null;
                        agent_restrictions?: {
                            [key: string]: {
                                /** @description Operations by their names in A2A 1.0, or the sets `read`, `send` and `push`. */
                                operations?: ("read" | "send" | "push" | "SendMessage" | "SendStreamingMessage" | "GetTask" | "ListTasks" | "CancelTask" | "SubscribeToTask" | "CreateTaskPushNotificationConfig" | "GetTaskPushNotificationConfig" | "ListTaskPushNotificationConfigs" | "DeleteTaskPushNotificationConfig" | "GetExtendedAgentCard")[] | null;
                                /** @description Ids of skills as the agent’s card has them; a message has to name one in `metadata.skillId`. */
                                skills?: string[] | null;
                            };
                        } | null;
                    } & {
                        [key: string]: unknown;
                    }) | null;
                    rpm_limit?: number | null;
                    tpm_limit?: number | null;
                    max_parallel_requests?: number | null;
                    max_budget?: number | null;
                    soft_budget?: (number | string) | null;
                    budget_duration?: string | null;
                    budget_limits?: {
                        budget_duration: string;
                        max_budget: number;
                    }[] | null;
                    temp_budget_increase?: number | null;
                    temp_budget_expiry?: string | null;
                    team_id: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        team_id: string;
                        data: components["schemas"]["Team"];
                    };
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["Changed"];
            default: components["responses"]["Failed"];
        };
    };
    deleteTeams: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` with which it was read: 412, and nothing is changed, if it has changed since. */
                "if-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    team_ids: string[];
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Their ids. */
                        deleted_teams: string[];
                    };
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["Changed"];
            default: components["responses"]["Failed"];
        };
    };
    blockTeam: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    team_id: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    unblockTeam: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    team_id: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    getTeamMemberPermissions: {
        parameters: {
            query?: {
                team_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamMemberPermissions"];
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    updateTeamMemberPermissions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    team_id: string;
                    team_member_permissions: ("/key/info" | "/key/list" | "/key/generate" | "/key/service-account/generate" | "/key/update" | "/key/regenerate" | "/key/block" | "/key/unblock" | "/key/delete" | "/key/health")[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamMemberPermissions"];
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    addTeamMembers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    team_id: string;
                    member: ({
                        user_id: string;
                        /**
                         * @default user
                         * @enum {string}
                         */
                        role?: "admin" | "user";
                    } & {
                        [key: string]: unknown;
                    }) | ({
                        user_id: string;
                        /**
                         * @default user
                         * @enum {string}
                         */
                        role?: "admin" | "user";
                    } & {
                        [key: string]: unknown;
                    })[];
                    max_budget_in_team?: number | null;
                    budget_duration?: string | null;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    updateTeamMember: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    team_id: string;
                    user_id: string;
                    /** @enum {string} */
                    role?: "admin" | "user";
                    max_budget_in_team?: number | null;
                    budget_duration?: string | null;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        team_id: string;
                        user_id: string;
                        user_email: null;
                        /** @enum {string} */
                        role: "admin" | "user";
                        /** @description US dollars that the user may spend with keys of this team. `null`: as much as team and user may. */
                        max_budget_in_team: number | null;
                        /** @description `null`: it never begins anew. */
                        budget_duration: string | null;
                    };
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    removeTeamMember: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    team_id: string;
                    user_id: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each request, such as a UUID. The same request sent again under it within 24 hours is not done again: it gets the answer of the first, with `idempotent-replayed: true`. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    user_alias?: string | null;
                    user_email?: string | null;
                    user_role?: ("proxy_admin" | "proxy_admin_viewer" | "internal_user" | "internal_user_viewer") | null;
                    /** @description A blocked user is refused, with keys, tokens and sessions alike. */
                    blocked?: boolean | null;
                    metadata?: {
                        [key: string]: unknown;
                    } | null;
                    object_permission?: ({
                        agents?: ("all" | "none" | string[]) | null;
                        agent_access_groups?: string[] | null;
                        agent_restrictions?: {
                            [key: string]: {
                                /** @description Operations by their names in A2A 1.0, or the sets `read`, `send` and `push`. */
                                operations?: ("read" | "send" | "push" | "SendMessage" | "SendStreamingMessage" | "GetTask" | "ListTasks" | "CancelTask" | "SubscribeToTask" | "CreateTaskPushNotificationConfig" | "GetTaskPushNotificationConfig" | "ListTaskPushNotificationConfigs" | "DeleteTaskPushNotificationConfig" | "GetExtendedAgentCard")[] | null;
                                /** @description Ids of skills as the agent’s card has them; a message has to name one in `metadata.skillId`. */
                                skills?: string[] | null;
                            };
                        } | null;
                    } & {
                        [key: string]: unknown;
                    }) | null;
                    rpm_limit?: number | null;
                    tpm_limit?: number | null;
                    max_parallel_requests?: number | null;
                    max_budget?: number | null;
                    soft_budget?: (number | string) | null;
                    budget_duration?: string | null;
                    budget_limits?: {
                        budget_duration: string;
                        max_budget: number;
                    }[] | null;
                    temp_budget_increase?: number | null;
                    temp_budget_expiry?: string | null;
                    user_id?: string | null;
                    teams?: string[] | null;
                    /** @default true */
                    auto_create_key?: boolean;
                    key_alias?: string | null;
                    duration?: string | null;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewUser"];
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["KeyReused"];
            default: components["responses"]["Failed"];
        };
    };
    getUser: {
        parameters: {
            query?: {
                user_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        user_id: string;
                        user_info: components["schemas"]["User"];
                        keys: components["schemas"]["Key"][];
                        teams: components["schemas"]["Team"][];
                    };
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    listUsers: {
        parameters: {
            query?: {
                page?: number;
                page_size?: number;
                role?: "proxy_admin" | "proxy_admin_viewer" | "internal_user" | "internal_user_viewer";
                user_email?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        users: components["schemas"]["User"][];
                        total: number;
                        page: number;
                        page_size: number;
                        total_pages: number;
                    };
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    updateUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` with which it was read: 412, and nothing is changed, if it has changed since. */
                "if-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    user_alias?: string | null;
                    user_email?: string | null;
                    user_role?: ("proxy_admin" | "proxy_admin_viewer" | "internal_user" | "internal_user_viewer") | null;
                    /** @description A blocked user is refused, with keys, tokens and sessions alike. */
                    blocked?: boolean | null;
                    metadata?: {
                        [key: string]: unknown;
                    } | null;
                    object_permission?: ({
                        agents?: ("all" | "none" | string[]) | null;
                        agent_access_groups?: string[] | null;
                        agent_restrictions?: {
                            [key: string]: {
                                /** @description Operations by their names in A2A 1.0, or the sets `read`, `send` and `push`. */
                                operations?: ("read" | "send" | "push" | "SendMessage" | "SendStreamingMessage" | "GetTask" | "ListTasks" | "CancelTask" | "SubscribeToTask" | "CreateTaskPushNotificationConfig" | "GetTaskPushNotificationConfig" | "ListTaskPushNotificationConfigs" | "DeleteTaskPushNotificationConfig" | "GetExtendedAgentCard")[] | null;
                                /** @description Ids of skills as the agent’s card has them; a message has to name one in `metadata.skillId`. */
                                skills?: string[] | null;
                            };
                        } | null;
                    } & {
                        [key: string]: unknown;
                    }) | null;
                    rpm_limit?: number | null;
                    tpm_limit?: number | null;
                    max_parallel_requests?: number | null;
                    max_budget?: number | null;
                    soft_budget?: (number | string) | null;
                    budget_duration?: string | null;
                    budget_limits?: {
                        budget_duration: string;
                        max_budget: number;
                    }[] | null;
                    temp_budget_increase?: number | null;
                    temp_budget_expiry?: string | null;
                    user_id: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        user_id: string;
                        data: components["schemas"]["User"];
                    };
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["Changed"];
            default: components["responses"]["Failed"];
        };
    };
    deleteUsers: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` with which it was read: 412, and nothing is changed, if it has changed since. */
                "if-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    user_ids: string[];
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Their ids. */
                        deleted_users: string[];
                    };
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            412: components["responses"]["Changed"];
            default: components["responses"]["Failed"];
        };
    };
    listAccessGroups: {
        parameters: {
            query?: {
                /** @description How many a page has. Without it the list is whole. */
                limit?: number;
                /** @description Where the page before ended. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The address of the next page: `<…>; rel="next"` (RFC 8288). Absent on the last. */
                    link?: string;
                    /** @description `cursor` of the next page. Absent on the last. */
                    "x-next-cursor"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessGroup"][];
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    createAccessGroup: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each request, such as a UUID. The same request sent again under it within 24 hours is not done again: it gets the answer of the first, with `idempotent-replayed: true`. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    access_group_name: string;
                    description?: string | null;
                    access_agent_ids?: string[];
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessGroup"];
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["KeyReused"];
            default: components["responses"]["Failed"];
        };
    };
    getAccessGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or name of the group. */
                group: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessGroup"];
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Failed"];
        };
    };
    changeAccessGroup: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` with which it was read: 412, and nothing is changed, if it has changed since. */
                "if-match"?: string;
            };
            path: {
                /** @description Id or name of the group. */
                group: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    access_group_name?: string;
                    description?: string | null;
                    access_agent_ids?: string[];
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessGroup"];
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["Changed"];
            default: components["responses"]["Failed"];
        };
    };
    deleteAccessGroup: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` with which it was read: 412, and nothing is changed, if it has changed since. */
                "if-match"?: string;
            };
            path: {
                /** @description Id or name of the group. */
                group: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deleted_access_group_id: string;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["Changed"];
            default: components["responses"]["Failed"];
        };
    };
    explainAccess: {
        parameters: {
            query: {
                agent: string;
                key?: string;
                operation?: "SendMessage" | "SendStreamingMessage" | "GetTask" | "ListTasks" | "CancelTask" | "SubscribeToTask" | "CreateTaskPushNotificationConfig" | "GetTaskPushNotificationConfig" | "ListTaskPushNotificationConfigs" | "DeleteTaskPushNotificationConfig" | "GetExtendedAgentCard";
                skill?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessExplanation"];
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    showMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    listSignInWays: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ways. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ways: {
                            /** @enum {string} */
                            way: "key" | "oidc";
                            /** @description For the button. */
                            label: string;
                            /** @description Where the browser goes to sign in this way; `?return_to=` says where to after. */
                            url?: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Failed"];
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Failed"];
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The admin key, or a key of a user. */
                    key: string;
                };
            };
        };
        responses: {
            /** @description Signed in. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["Wrong"];
            default: components["responses"]["Failed"];
        };
    };
    signOut: {
        parameters: {
            query?: {
                /** @description In all browsers of the same user or key. */
                everywhere?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        signed_out: boolean;
                        /** @description Where the browser signs out of the identity provider. */
                        end_session_url?: string;
                    };
                };
            };
            400: components["responses"]["Wrong"];
            default: components["responses"]["Failed"];
        };
    };
    changeSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description `null`: none in particular. */
                    team_id: string | null;
                };
            };
        };
        responses: {
            /** @description Who is signed in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["Wrong"];
            default: components["responses"]["Failed"];
        };
    };
    listSessions: {
        parameters: {
            query?: {
                /** @description Those of another user, for who may manage users. Default: your own. */
                user_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        sessions: {
                            id: string;
                            /** @enum {string} */
                            signed_in_with: "key" | "oidc";
                            address?: string;
                            user_agent?: string;
                            created_at: string;
                            seen_at: string;
                            expires_at: string;
                        }[];
                    };
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    endSessions: {
        parameters: {
            query?: {
                /** @description Those of another user, for who may manage users. Default: your own. */
                user_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ended: number;
                    };
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    endSession: {
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
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ended: number;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Failed"];
        };
    };
    getBudget: {
        parameters: {
            query?: {
                /** @description The key or its hash. */
                key?: string;
                team_id?: string;
                user_id?: string;
                /** @description Its id or name. */
                agent?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        windows: {
                            /** @description US dollars. `null`: it is counted and limits nothing. */
                            max_budget: number | null;
                            /** @description US dollars at which there is an alert. `null`: there is none. */
                            soft_budget: number | null;
                            /** @description `null`: it never begins anew. */
                            budget_duration: string | null;
                            budget_reset_at: string | null;
                            /** @description US dollars. */
                            spend: number;
                            /** @description US dollars that are set aside for calls that go on. */
                            reserved: number;
                        }[];
                    };
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    resetKeySpend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key or its hash. */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Its id. */
                        key: string;
                        /** @description US dollars. */
                        spend: number;
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Failed"];
        };
    };
    listAlerts: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The names of those who are told. */
                        webhooks: string[];
                        alerts: {
                            /** @description What webhooks get as `webhook-id`, each time that it is sent. */
                            id: string;
                            /** @enum {string} */
                            type: "budget.soft_exceeded" | "budget.exceeded";
                            /** Format: date-time */
                            time: string;
                            /** @description What webhooks get as `data`. */
                            data: {
                                /**
                                 * @description LiteLLM's name of its type.
                                 * @enum {string}
                                 */
                                event: "soft_budget_crossed" | "budget_crossed";
                                /**
                                 * @description Whose budget it is.
                                 * @enum {string}
                                 */
                                event_group: "key" | "team" | "user" | "agent";
                                event_message: string;
                                /** @description US dollars that were spent then. */
                                spend: number;
                                /** @description US dollars. */
                                soft_budget: number | null;
                                /** @description US dollars. */
                                max_budget: number | null;
                                budget_duration: string | null;
                                budget_reset_at: string | null;
                                /** @description The id of the key. */
                                token: string | null;
                                key_alias: string | null;
                                team_id: string | null;
                                team_alias: string | null;
                                user_id: string | null;
                                user_alias: string | null;
                                agent_id: string | null;
                                agent_name: string | null;
                            };
                            /** @description Whether nothing more is sent of it. */
                            over: boolean;
                            deliveries: {
                                webhook: string;
                                /**
                                 * @description What has failed is tried again.
                                 * @enum {string}
                                 */
                                outcome: "delivered" | "failed" | "given up";
                                attempts: number;
                                /**
                                 * Format: date-time
                                 * @description Of the last attempt.
                                 */
                                time: string;
                                /** @description The HTTP status that came back last. */
                                status?: number;
                                /** @description Why the last attempt failed. */
                                reason?: string;
                            }[];
                        }[];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    testAlerts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                        /** @description Why it failed. */
                        reason?: string;
                        results: {
                            webhook: string;
                            ok: boolean;
                            /** @description How long it took, in milliseconds. */
                            ms: number;
                            status?: number;
                            reason?: string;
                        }[];
                    };
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    getRetention: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        records: {
                            /** @description Milliseconds; `null`: for good. */
                            kept_ms: number | null;
                            oldest: string | null;
                            /** @description Since this gateway was started. */
                            deleted: number;
                        };
                        content: {
                            /** @description Milliseconds; `null`: for good. */
                            kept_ms: number | null;
                            oldest: string | null;
                            /** @description Since this gateway was started. */
                            deleted: number;
                        };
                        events: {
                            /** @description Milliseconds; `null`: for good. */
                            kept_ms: number | null;
                            /** @description Tasks whose log was, since the start. */
                            deleted: number;
                        };
                        /** @description What the database holds; `null`: it does not tell. */
                        used_bytes: number | null;
                        /** @description What it may hold, where it tells; `null`: as much as there is room for. */
                        max_bytes: number | null;
                        /** @description When was last looked for what is old. */
                        looked_at: string | null;
                        /** @description Why that failed, if it did. */
                        last_error: string | null;
                    };
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    listLogs: {
        parameters: {
            query?: {
                /** @description Name or id. */
                agent?: string;
                /** @description Id or name of the agent that called. */
                caller_agent?: string;
                upstream?: string;
                /** @description The key or its id. Keys see their own calls alone. */
                key?: string;
                key_alias?: string;
                /** @description Id. Admins of a team give theirs. */
                team?: string;
                /** @description Id. */
                user?: string;
                /** @description The address that the call came from. */
                ip?: string;
                tag?: string;
                /** @description `run`: what a task took that ended while its caller was gone; `mirror`: copies of messages; `replay`: messages that were sent once more. */
                kind?: "call" | "run" | "mirror" | "replay";
                status?: "ok" | "error" | "refused" | "canceled";
                /** @description Id of a record: the replays of it. */
                replay_of?: string;
                http_status?: number;
                /** @description Such as UPSTREAM_ERROR. */
                error_code?: string;
                json_rpc_code?: number;
                operation?: string;
                /** @description Such as JSONRPC. */
                binding?: string;
                version?: "1.0" | "0.3";
                upstream_binding?: string;
                upstream_version?: "1.0" | "0.3";
                streaming?: "true" | "false";
                /** @description As `x-request-id` of the answer has it. */
                request_id?: string;
                task_id?: string;
                context_id?: string;
                session_id?: string;
                /** @description Of W3C `traceparent`: 32 hexadecimal digits. */
                trace_id?: string;
                /** @description Of this call: 16 hexadecimal digits. */
                span_id?: string;
                /** @description Of whoever called, in its `traceparent`. */
                parent_span_id?: string;
                /** @description `spanId` of the call that caused it. */
                cause_span_id?: string;
                task_state?: string;
                /** @description At least so many milliseconds. */
                min_total_ms?: number;
                /** @description At most so many milliseconds. */
                max_total_ms?: number;
                /** @description Until the answer, or the first event of a stream. */
                min_first_event_ms?: number;
                max_first_event_ms?: number;
                /** @description Of the gateway itself. */
                min_overhead_ms?: number;
                max_overhead_ms?: number;
                /** @description At least so many US dollars. */
                min_cost?: number;
                /** @description At most so many; calls without costs are among them. */
                max_cost?: number;
                model?: string;
                /** @description At least so many in all. */
                min_tokens?: number;
                /** @description At most so many; calls that tell none are among them. */
                max_tokens?: number;
                min_request_bytes?: number;
                max_request_bytes?: number;
                min_response_bytes?: number;
                max_response_bytes?: number;
                /** @description Calls that ended then or later. */
                from?: string;
                /** @description Calls that ended before. */
                to?: string;
                /** @description What stands in the request, the answer or the error message, in small or capital letters. Looks at no more than 7 days; without `from` at the last 24 hours before `to`, or now. */
                search?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        logs: components["schemas"]["CallRecord"][];
                        /** @description `cursor` of the next page; `null`: this is the last. */
                        next_cursor: string | null;
                    };
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    exportLogs: {
        parameters: {
            query?: {
                /** @description Name or id. */
                agent?: string;
                /** @description Id or name of the agent that called. */
                caller_agent?: string;
                upstream?: string;
                /** @description The key or its id. Keys see their own calls alone. */
                key?: string;
                key_alias?: string;
                /** @description Id. Admins of a team give theirs. */
                team?: string;
                /** @description Id. */
                user?: string;
                /** @description The address that the call came from. */
                ip?: string;
                tag?: string;
                /** @description `run`: what a task took that ended while its caller was gone; `mirror`: copies of messages; `replay`: messages that were sent once more. */
                kind?: "call" | "run" | "mirror" | "replay";
                status?: "ok" | "error" | "refused" | "canceled";
                /** @description Id of a record: the replays of it. */
                replay_of?: string;
                http_status?: number;
                /** @description Such as UPSTREAM_ERROR. */
                error_code?: string;
                json_rpc_code?: number;
                operation?: string;
                /** @description Such as JSONRPC. */
                binding?: string;
                version?: "1.0" | "0.3";
                upstream_binding?: string;
                upstream_version?: "1.0" | "0.3";
                streaming?: "true" | "false";
                /** @description As `x-request-id` of the answer has it. */
                request_id?: string;
                task_id?: string;
                context_id?: string;
                session_id?: string;
                /** @description Of W3C `traceparent`: 32 hexadecimal digits. */
                trace_id?: string;
                /** @description Of this call: 16 hexadecimal digits. */
                span_id?: string;
                /** @description Of whoever called, in its `traceparent`. */
                parent_span_id?: string;
                /** @description `spanId` of the call that caused it. */
                cause_span_id?: string;
                task_state?: string;
                /** @description At least so many milliseconds. */
                min_total_ms?: number;
                /** @description At most so many milliseconds. */
                max_total_ms?: number;
                /** @description Until the answer, or the first event of a stream. */
                min_first_event_ms?: number;
                max_first_event_ms?: number;
                /** @description Of the gateway itself. */
                min_overhead_ms?: number;
                max_overhead_ms?: number;
                /** @description At least so many US dollars. */
                min_cost?: number;
                /** @description At most so many; calls without costs are among them. */
                max_cost?: number;
                model?: string;
                /** @description At least so many in all. */
                min_tokens?: number;
                /** @description At most so many; calls that tell none are among them. */
                max_tokens?: number;
                min_request_bytes?: number;
                max_request_bytes?: number;
                min_response_bytes?: number;
                max_response_bytes?: number;
                /** @description Calls that ended then or later. */
                from?: string;
                /** @description Calls that ended before. */
                to?: string;
                /** @description What stands in the request, the answer or the error message, in small or capital letters. Looks at no more than 7 days; without `from` at the last 24 hours before `to`, or now. */
                search?: string;
                format?: "jsonl" | "csv";
                /** @description With requests and answers. */
                content?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A record in each line; of CSV after a line of names. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    streamLogs: {
        parameters: {
            query?: {
                /** @description Name or id. */
                agent?: string;
                /** @description Id or name of the agent that called. */
                caller_agent?: string;
                upstream?: string;
                /** @description The key or its id. Keys see their own calls alone. */
                key?: string;
                key_alias?: string;
                /** @description Id. Admins of a team give theirs. */
                team?: string;
                /** @description Id. */
                user?: string;
                /** @description The address that the call came from. */
                ip?: string;
                tag?: string;
                /** @description `run`: what a task took that ended while its caller was gone; `mirror`: copies of messages; `replay`: messages that were sent once more. */
                kind?: "call" | "run" | "mirror" | "replay";
                status?: "ok" | "error" | "refused" | "canceled";
                /** @description Id of a record: the replays of it. */
                replay_of?: string;
                http_status?: number;
                /** @description Such as UPSTREAM_ERROR. */
                error_code?: string;
                json_rpc_code?: number;
                operation?: string;
                /** @description Such as JSONRPC. */
                binding?: string;
                version?: "1.0" | "0.3";
                upstream_binding?: string;
                upstream_version?: "1.0" | "0.3";
                streaming?: "true" | "false";
                /** @description As `x-request-id` of the answer has it. */
                request_id?: string;
                task_id?: string;
                context_id?: string;
                session_id?: string;
                /** @description Of W3C `traceparent`: 32 hexadecimal digits. */
                trace_id?: string;
                /** @description Of this call: 16 hexadecimal digits. */
                span_id?: string;
                /** @description Of whoever called, in its `traceparent`. */
                parent_span_id?: string;
                /** @description `spanId` of the call that caused it. */
                cause_span_id?: string;
                task_state?: string;
                /** @description At least so many milliseconds. */
                min_total_ms?: number;
                /** @description At most so many milliseconds. */
                max_total_ms?: number;
                /** @description Until the answer, or the first event of a stream. */
                min_first_event_ms?: number;
                max_first_event_ms?: number;
                /** @description Of the gateway itself. */
                min_overhead_ms?: number;
                max_overhead_ms?: number;
                /** @description At least so many US dollars. */
                min_cost?: number;
                /** @description At most so many; calls without costs are among them. */
                max_cost?: number;
                model?: string;
                /** @description At least so many in all. */
                min_tokens?: number;
                /** @description At most so many; calls that tell none are among them. */
                max_tokens?: number;
                min_request_bytes?: number;
                max_request_bytes?: number;
                min_response_bytes?: number;
                max_response_bytes?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    getLog: {
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
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallRecord"];
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Failed"];
        };
    };
    getLogSession: {
        parameters: {
            query?: {
                /** @description Id. Admins of a team give theirs, to see its calls too. */
                team?: string;
            };
            header?: never;
            path: {
                /** @description A context, a session (`x-litellm-trace-id`, `x-litellm-session-id`) or a trace. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Each before those that it caused, and those in the order they began. */
                        calls: {
                            /** @description How many calls of the list are above it. */
                            depth: number;
                            /** @description Place in the list, from 0, of the call that caused it. */
                            parent?: number;
                            /** @description Milliseconds after the first call that is shown began. */
                            startMs?: number;
                            /** @description Absent: a call that the caller may not see, which caused some that it may. */
                            log?: components["schemas"]["CallRecord"];
                        }[];
                        /** @description Of the calls that the caller may see. */
                        totals: {
                            calls: number;
                            errors: number;
                            /** @description US dollars. */
                            cost: number;
                            inputTokens: number;
                            outputTokens: number;
                            totalTokens: number;
                            /** @description From when the first began until the last had ended. */
                            durationMs: number;
                        };
                        /** @description Why there are more calls than these. Absent: these are all. */
                        notShown?: string;
                    };
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Failed"];
        };
    };
    getLogTrace: {
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
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Each before those that it caused, and those in the order they began. */
                        calls: {
                            /** @description How many calls of the list are above it. */
                            depth: number;
                            /** @description Place in the list, from 0, of the call that caused it. */
                            parent?: number;
                            /** @description Milliseconds after the first call that is shown began. */
                            startMs?: number;
                            /** @description Absent: a call that the caller may not see, which caused some that it may. */
                            log?: components["schemas"]["CallRecord"];
                        }[];
                        /** @description Of the calls that the caller may see. */
                        totals: {
                            calls: number;
                            errors: number;
                            /** @description US dollars. */
                            cost: number;
                            inputTokens: number;
                            outputTokens: number;
                            totalTokens: number;
                            /** @description From when the first began until the last had ended. */
                            durationMs: number;
                        };
                        /** @description Why there are more calls than these. Absent: these are all. */
                        notShown?: string;
                    };
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Failed"];
        };
    };
    listLogEvents: {
        parameters: {
            query?: {
                after?: number;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        events: {
                            /** @description Its number in the log of the task, which is the `id` of the event in streams; else in the stream. */
                            sequence: number;
                            /** @description Milliseconds after the call had come in; of a stream. */
                            ms?: number;
                            /** @description The event, as the agent sent it; in the words of A2A 1.0 where the gateway made or changed it. */
                            event?: unknown;
                            /** @description The size of an event that was too long to be kept. */
                            bytes?: number;
                        }[];
                        /** @description How many events the stream had; `null` of the log of a task. */
                        total: number | null;
                        /** @description Their size, as they were sent to the caller. */
                        total_bytes: number | null;
                        /** @description `after` of the next page; `null`: this is the last. */
                        next_after: number | null;
                    };
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Failed"];
        };
    };
    replayLog: {
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
                "application/json": {
                    /** @description Name or id of the agent that is asked. Default: the one that was. */
                    agent?: string;
                    /** @description The one upstream of the agent that is asked. Default: whichever is chosen. */
                    upstream?: string;
                    /** @description The conversation that the message goes on with. Default: a new one. */
                    contextId?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        replayOf: string;
                        /** @description Of the new call: its record has it, with `kind: replay`. */
                        requestId: string;
                        original: {
                            /** @description The `result`; JSON, or text where it was cut. */
                            answer?: unknown;
                            /** @description The error; of the replay as JSON-RPC has it. */
                            error?: unknown;
                        };
                        replay: {
                            /** @description The `result`; JSON, or text where it was cut. */
                            answer?: unknown;
                            /** @description The error; of the replay as JSON-RPC has it. */
                            error?: unknown;
                        };
                        /** @description Whether they say the same, but for ids and times; `null`: see `notCompared`. */
                        same: boolean | null;
                        /** @description JSON Patch (RFC 6902) that makes the first answer the second, without ids and times. */
                        diff: {
                            /** @enum {string} */
                            op: "add" | "remove" | "replace" | "move" | "copy" | "test";
                            path: string;
                            from?: string;
                            value?: unknown;
                        }[] | null;
                        /** @description Why there is no `diff`. */
                        notCompared?: string;
                    };
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Failed"];
        };
    };
    listSinks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        sinks: components["schemas"]["Sink"][];
                    };
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    listAudit: {
        parameters: {
            query?: {
                /** @description Key id, key alias or user id of who acted; `file`, `gateway`, `anonymous`. */
                actor?: string;
                /** @description The action, or its kind alone: `key` finds `key.create`. */
                action?: string;
                outcome?: "done" | "refused";
                target_kind?: string;
                /** @description Id or name of what was changed. */
                target?: string;
                /** @description The team that the target belongs to. Admins of a team give theirs. */
                team_id?: string;
                from?: string;
                to?: string;
                /** @description What stands anywhere in the entry. */
                text?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entries: {
                            id: string;
                            time: string;
                            actor: {
                                /** @enum {string} */
                                kind: "caller" | "file" | "gateway" | "anonymous";
                            } & {
                                [key: string]: unknown;
                            };
                            address?: string;
                            requestId?: string;
                            action: string;
                            target: {
                                kind: string;
                                id: string;
                                name?: string;
                                teamId?: string;
                            };
                            before?: {
                                [key: string]: unknown;
                            };
                            after?: {
                                [key: string]: unknown;
                            };
                            /** @enum {string} */
                            outcome: "done" | "refused";
                            reason?: string;
                        }[];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    importFromLitellm: {
        parameters: {
            query?: never;
            header?: {
                /** @description New for each request, such as a UUID. The same request sent again under it within 24 hours is not done again: it gets the answer of the first, with `idempotent-replayed: true`. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Rows of LiteLLM_AgentsTable.
                     * @default []
                     */
                    agents?: {
                        [key: string]: unknown;
                    }[];
                    /**
                     * @description Rows of LiteLLM_UserTable.
                     * @default []
                     */
                    users?: {
                        [key: string]: unknown;
                    }[];
                    /**
                     * @description Rows of LiteLLM_TeamTable.
                     * @default []
                     */
                    teams?: {
                        [key: string]: unknown;
                    }[];
                    /**
                     * @description Rows of LiteLLM_VerificationToken.
                     * @default []
                     */
                    keys?: {
                        [key: string]: unknown;
                    }[];
                    /**
                     * @description Rows of LiteLLM_ObjectPermissionTable, where the others do not have them as `object_permission`.
                     * @default []
                     */
                    object_permissions?: ({
                        object_permission_id?: string | null;
                        agents?: string[] | null;
                        agent_access_groups?: string[] | null;
                    } & {
                        [key: string]: unknown;
                    })[];
                    /**
                     * @description Ids of agents in LiteLLM and here: `agent_ids` of the answers before.
                     * @default {}
                     */
                    agent_ids?: {
                        [key: string]: string;
                    };
                    /**
                     * @description Keys and teams without a list of agents may call all of them, as in LiteLLM. Default: none.
                     * @default false
                     */
                    empty_means_all?: boolean;
                    /**
                     * @description Nothing is written.
                     * @default false
                     */
                    dry_run?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        dry_run: boolean;
                        agents: components["schemas"]["ImportedRow"][];
                        users: components["schemas"]["ImportedRow"][];
                        teams: components["schemas"]["ImportedRow"][];
                        keys: components["schemas"]["ImportedRow"][];
                        /** @description Ids of agents in LiteLLM, and here: to be sent with the pages that follow. */
                        agent_ids: {
                            [key: string]: string;
                        };
                    };
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["KeyReused"];
            default: components["responses"]["Failed"];
        };
    };
    getUsage: {
        parameters: {
            query?: {
                /** @description First day, in UTC, or a time in the first hour. Default: 30 days, or with interval=hour 24 hours. */
                from?: string | (string);
                /** @description Last day, in UTC, or a time in the last hour. Default: today, or this hour. */
                to?: string | (string);
                /** @description `day` and `hour`: with a series by day or hour; those without anything are left out. */
                interval?: "day" | "hour" | "total";
                group_by?: "agent" | "key" | "team" | "user" | "upstream" | "model" | "status" | "error";
                /** @description Which groups come first: those with the most of it; `p95`: those whose calls take longest. */
                order?: "cost" | "calls" | "errors" | "input_tokens" | "output_tokens" | "total_tokens" | "total_ms" | "p95";
                /** @description Names or ids. Several with commas between them, as of all of these. */
                agent?: string;
                /** @description Keys, or their ids. */
                key?: string;
                /** @description Ids. Admins of a team give theirs. */
                team?: string;
                /** @description Ids. */
                user?: string;
                /** @description Several with commas between them. */
                upstream?: string;
                /** @description Several with commas between them. */
                model?: string;
                status?: string;
                /** @description Codes of errors, such as RATE_LIMITED. */
                error?: string;
                /** @description With how long calls took, in percentiles. */
                latency?: string;
                /** @description `previous`: with the sums of the window of the same length before. */
                compare?: "previous";
                /** @description Groups in an answer. */
                limit?: number;
                cursor?: number;
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sums. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description A day such as `2026-01-31`, or an hour such as `2026-01-31T09:00Z`; in UTC. */
                        from: string;
                        /** @description A day such as `2026-01-31`, or an hour such as `2026-01-31T09:00Z`; in UTC. */
                        to: string;
                        totals: {
                            calls: number;
                            succeeded: number;
                            /** @description Calls that failed; those that neither failed nor succeeded were refused or canceled. */
                            errors: number;
                            input_tokens: number;
                            output_tokens: number;
                            total_tokens: number;
                            /** @description Those of total_tokens that were guessed. */
                            estimated_tokens: number;
                            /** @description US dollars. */
                            cost: number;
                            /** @description How long the calls took together, in milliseconds. */
                            total_ms: number;
                            /** @description Milliseconds within which so many percent of the calls were, within 5 %; of each duration that one of them has. Absent without latency=true. */
                            latency?: {
                                total?: {
                                    p50: number;
                                    p90: number;
                                    p95: number;
                                    p99: number;
                                };
                                first_event?: {
                                    p50: number;
                                    p90: number;
                                    p95: number;
                                    p99: number;
                                };
                                overhead?: {
                                    p50: number;
                                    p90: number;
                                    p95: number;
                                    p99: number;
                                };
                            };
                        };
                        /** @description Absent without compare=previous. */
                        previous?: {
                            /** @description A day such as `2026-01-31`, or an hour such as `2026-01-31T09:00Z`; in UTC. */
                            from: string;
                            /** @description A day such as `2026-01-31`, or an hour such as `2026-01-31T09:00Z`; in UTC. */
                            to: string;
                            totals: {
                                calls: number;
                                succeeded: number;
                                /** @description Calls that failed; those that neither failed nor succeeded were refused or canceled. */
                                errors: number;
                                input_tokens: number;
                                output_tokens: number;
                                total_tokens: number;
                                /** @description Those of total_tokens that were guessed. */
                                estimated_tokens: number;
                                /** @description US dollars. */
                                cost: number;
                                /** @description How long the calls took together, in milliseconds. */
                                total_ms: number;
                                /** @description Milliseconds within which so many percent of the calls were, within 5 %; of each duration that one of them has. Absent without latency=true. */
                                latency?: {
                                    total?: {
                                        p50: number;
                                        p90: number;
                                        p95: number;
                                        p99: number;
                                    };
                                    first_event?: {
                                        p50: number;
                                        p90: number;
                                        p95: number;
                                        p99: number;
                                    };
                                    overhead?: {
                                        p50: number;
                                        p90: number;
                                        p95: number;
                                        p99: number;
                                    };
                                };
                            };
                        };
                        /** @description By day or by hour; those without anything are left out. Absent with interval=total. */
                        series?: {
                            /** @description A day such as `2026-01-31`, or an hour such as `2026-01-31T09:00Z`; in UTC. */
                            date: string;
                            calls: number;
                            succeeded: number;
                            /** @description Calls that failed; those that neither failed nor succeeded were refused or canceled. */
                            errors: number;
                            input_tokens: number;
                            output_tokens: number;
                            total_tokens: number;
                            /** @description Those of total_tokens that were guessed. */
                            estimated_tokens: number;
                            /** @description US dollars. */
                            cost: number;
                            /** @description How long the calls took together, in milliseconds. */
                            total_ms: number;
                            /** @description Milliseconds within which so many percent of the calls were, within 5 %; of each duration that one of them has. Absent without latency=true. */
                            latency?: {
                                total?: {
                                    p50: number;
                                    p90: number;
                                    p95: number;
                                    p99: number;
                                };
                                first_event?: {
                                    p50: number;
                                    p90: number;
                                    p95: number;
                                    p99: number;
                                };
                                overhead?: {
                                    p50: number;
                                    p90: number;
                                    p95: number;
                                    p99: number;
                                };
                            };
                        }[];
                        /** @description Absent without group_by. */
                        groups?: {
                            /** @description `null`: what belongs to none. */
                            id: string | null;
                            /** @description Of an agent; the alias of a key or a team. */
                            name: string | null;
                            totals: {
                                calls: number;
                                succeeded: number;
                                /** @description Calls that failed; those that neither failed nor succeeded were refused or canceled. */
                                errors: number;
                                input_tokens: number;
                                output_tokens: number;
                                total_tokens: number;
                                /** @description Those of total_tokens that were guessed. */
                                estimated_tokens: number;
                                /** @description US dollars. */
                                cost: number;
                                /** @description How long the calls took together, in milliseconds. */
                                total_ms: number;
                                /** @description Milliseconds within which so many percent of the calls were, within 5 %; of each duration that one of them has. Absent without latency=true. */
                                latency?: {
                                    total?: {
                                        p50: number;
                                        p90: number;
                                        p95: number;
                                        p99: number;
                                    };
                                    first_event?: {
                                        p50: number;
                                        p90: number;
                                        p95: number;
                                        p99: number;
                                    };
                                    overhead?: {
                                        p50: number;
                                        p90: number;
                                        p95: number;
                                        p99: number;
                                    };
                                };
                            };
                            /** @description In the window before. Absent without compare=previous. */
                            previous?: {
                                calls: number;
                                succeeded: number;
                                /** @description Calls that failed; those that neither failed nor succeeded were refused or canceled. */
                                errors: number;
                                input_tokens: number;
                                output_tokens: number;
                                total_tokens: number;
                                /** @description Those of total_tokens that were guessed. */
                                estimated_tokens: number;
                                /** @description US dollars. */
                                cost: number;
                                /** @description How long the calls took together, in milliseconds. */
                                total_ms: number;
                                /** @description Milliseconds within which so many percent of the calls were, within 5 %; of each duration that one of them has. Absent without latency=true. */
                                latency?: {
                                    total?: {
                                        p50: number;
                                        p90: number;
                                        p95: number;
                                        p99: number;
                                    };
                                    first_event?: {
                                        p50: number;
                                        p90: number;
                                        p95: number;
                                        p99: number;
                                    };
                                    overhead?: {
                                        p50: number;
                                        p90: number;
                                        p95: number;
                                        p99: number;
                                    };
                                };
                            };
                            /** @description By day or by hour; those without anything are left out. Absent with interval=total. */
                            series?: {
                                /** @description A day such as `2026-01-31`, or an hour such as `2026-01-31T09:00Z`; in UTC. */
                                date: string;
                                calls: number;
                                succeeded: number;
                                /** @description Calls that failed; those that neither failed nor succeeded were refused or canceled. */
                                errors: number;
                                input_tokens: number;
                                output_tokens: number;
                                total_tokens: number;
                                /** @description Those of total_tokens that were guessed. */
                                estimated_tokens: number;
                                /** @description US dollars. */
                                cost: number;
                                /** @description How long the calls took together, in milliseconds. */
                                total_ms: number;
                                /** @description Milliseconds within which so many percent of the calls were, within 5 %; of each duration that one of them has. Absent without latency=true. */
                                latency?: {
                                    total?: {
                                        p50: number;
                                        p90: number;
                                        p95: number;
                                        p99: number;
                                    };
                                    first_event?: {
                                        p50: number;
                                        p90: number;
                                        p95: number;
                                        p99: number;
                                    };
                                    overhead?: {
                                        p50: number;
                                        p90: number;
                                        p95: number;
                                        p99: number;
                                    };
                                };
                            }[];
                        }[];
                        /** @description `cursor` of the next page of groups; `null`: this is the last. */
                        next_cursor: string | null;
                    };
                };
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    getAgentDailyActivity: {
        parameters: {
            query: {
                start_date: string;
                end_date: string;
                model?: string;
                /** @description The key or its id. */
                api_key?: string;
                page?: number;
                /** @description Days in an answer, newest first. */
                page_size?: number;
                /** @description Ids or names, with commas between them. */
                agent_ids?: string;
                exclude_agent_ids?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        results: {
                            /** Format: date */
                            date: string;
                            metrics: {
                                spend: number;
                                prompt_tokens: number;
                                completion_tokens: number;
                                cache_read_input_tokens: number;
                                cache_creation_input_tokens: number;
                                total_tokens: number;
                                successful_requests: number;
                                /** @description All that did not succeed: also refused and canceled ones. */
                                failed_requests: number;
                                api_requests: number;
                                total_response_time_ms: number;
                                timed_requests: number;
                            };
                            breakdown: {
                                /** @description Always empty: LiteLLM has more to tell apart by. */
                                mcp_servers: Record<string, never>;
                                models: {
                                    [key: string]: {
                                        metrics: {
                                            spend: number;
                                            prompt_tokens: number;
                                            completion_tokens: number;
                                            cache_read_input_tokens: number;
                                            cache_creation_input_tokens: number;
                                            total_tokens: number;
                                            successful_requests: number;
                                            /** @description All that did not succeed: also refused and canceled ones. */
                                            failed_requests: number;
                                            api_requests: number;
                                            total_response_time_ms: number;
                                            timed_requests: number;
                                        };
                                        metadata: {
                                            [key: string]: string;
                                        };
                                        api_key_breakdown: {
                                            [key: string]: {
                                                metrics: {
                                                    spend: number;
                                                    prompt_tokens: number;
                                                    completion_tokens: number;
                                                    cache_read_input_tokens: number;
                                                    cache_creation_input_tokens: number;
                                                    total_tokens: number;
                                                    successful_requests: number;
                                                    /** @description All that did not succeed: also refused and canceled ones. */
                                                    failed_requests: number;
                                                    api_requests: number;
                                                    total_response_time_ms: number;
                                                    timed_requests: number;
                                                };
                                                metadata: {
                                                    key_alias: string | null;
                                                    team_id: string | null;
                                                    user_id: string | null;
                                                    key_exists: boolean;
                                                };
                                            };
                                        };
                                    };
                                };
                                /** @description Always empty: LiteLLM has more to tell apart by. */
                                model_groups: Record<string, never>;
                                /** @description Always empty: LiteLLM has more to tell apart by. */
                                providers: Record<string, never>;
                                /** @description Always empty: LiteLLM has more to tell apart by. */
                                endpoints: Record<string, never>;
                                api_keys: {
                                    [key: string]: {
                                        metrics: {
                                            spend: number;
                                            prompt_tokens: number;
                                            completion_tokens: number;
                                            cache_read_input_tokens: number;
                                            cache_creation_input_tokens: number;
                                            total_tokens: number;
                                            successful_requests: number;
                                            /** @description All that did not succeed: also refused and canceled ones. */
                                            failed_requests: number;
                                            api_requests: number;
                                            total_response_time_ms: number;
                                            timed_requests: number;
                                        };
                                        metadata: {
                                            key_alias: string | null;
                                            team_id: string | null;
                                            user_id: string | null;
                                            key_exists: boolean;
                                        };
                                    };
                                };
                                entities: {
                                    [key: string]: {
                                        metrics: {
                                            spend: number;
                                            prompt_tokens: number;
                                            completion_tokens: number;
                                            cache_read_input_tokens: number;
                                            cache_creation_input_tokens: number;
                                            total_tokens: number;
                                            successful_requests: number;
                                            /** @description All that did not succeed: also refused and canceled ones. */
                                            failed_requests: number;
                                            api_requests: number;
                                            total_response_time_ms: number;
                                            timed_requests: number;
                                        };
                                        metadata: {
                                            [key: string]: string;
                                        };
                                        api_key_breakdown: {
                                            [key: string]: {
                                                metrics: {
                                                    spend: number;
                                                    prompt_tokens: number;
                                                    completion_tokens: number;
                                                    cache_read_input_tokens: number;
                                                    cache_creation_input_tokens: number;
                                                    total_tokens: number;
                                                    successful_requests: number;
                                                    /** @description All that did not succeed: also refused and canceled ones. */
                                                    failed_requests: number;
                                                    api_requests: number;
                                                    total_response_time_ms: number;
                                                    timed_requests: number;
                                                };
                                                metadata: {
                                                    key_alias: string | null;
                                                    team_id: string | null;
                                                    user_id: string | null;
                                                    key_exists: boolean;
                                                };
                                            };
                                        };
                                    };
                                };
                            };
                        }[];
                        metadata: {
                            /** @description Of this page, as all totals. */
                            total_spend: number;
                            total_prompt_tokens: number;
                            total_completion_tokens: number;
                            total_tokens: number;
                            total_api_requests: number;
                            total_successful_requests: number;
                            total_failed_requests: number;
                            total_cache_read_input_tokens: number;
                            total_cache_creation_input_tokens: number;
                            page: number;
                            total_pages: number;
                            has_more: boolean;
                        };
                    };
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    getTeamDailyActivity: {
        parameters: {
            query: {
                start_date: string;
                end_date: string;
                model?: string;
                /** @description The key or its id. */
                api_key?: string;
                page?: number;
                /** @description Days in an answer, newest first. */
                page_size?: number;
                /** @description With commas between them. */
                team_ids?: string;
                exclude_team_ids?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        results: {
                            /** Format: date */
                            date: string;
                            metrics: {
                                spend: number;
                                prompt_tokens: number;
                                completion_tokens: number;
                                cache_read_input_tokens: number;
                                cache_creation_input_tokens: number;
                                total_tokens: number;
                                successful_requests: number;
                                /** @description All that did not succeed: also refused and canceled ones. */
                                failed_requests: number;
                                api_requests: number;
                                total_response_time_ms: number;
                                timed_requests: number;
                            };
                            breakdown: {
                                /** @description Always empty: LiteLLM has more to tell apart by. */
                                mcp_servers: Record<string, never>;
                                models: {
                                    [key: string]: {
                                        metrics: {
                                            spend: number;
                                            prompt_tokens: number;
                                            completion_tokens: number;
                                            cache_read_input_tokens: number;
                                            cache_creation_input_tokens: number;
                                            total_tokens: number;
                                            successful_requests: number;
                                            /** @description All that did not succeed: also refused and canceled ones. */
                                            failed_requests: number;
                                            api_requests: number;
                                            total_response_time_ms: number;
                                            timed_requests: number;
                                        };
                                        metadata: {
                                            [key: string]: string;
                                        };
                                        api_key_breakdown: {
                                            [key: string]: {
                                                metrics: {
                                                    spend: number;
                                                    prompt_tokens: number;
                                                    completion_tokens: number;
                                                    cache_read_input_tokens: number;
                                                    cache_creation_input_tokens: number;
                                                    total_tokens: number;
                                                    successful_requests: number;
                                                    /** @description All that did not succeed: also refused and canceled ones. */
                                                    failed_requests: number;
                                                    api_requests: number;
                                                    total_response_time_ms: number;
                                                    timed_requests: number;
                                                };
                                                metadata: {
                                                    key_alias: string | null;
                                                    team_id: string | null;
                                                    user_id: string | null;
                                                    key_exists: boolean;
                                                };
                                            };
                                        };
                                    };
                                };
                                /** @description Always empty: LiteLLM has more to tell apart by. */
                                model_groups: Record<string, never>;
                                /** @description Always empty: LiteLLM has more to tell apart by. */
                                providers: Record<string, never>;
                                /** @description Always empty: LiteLLM has more to tell apart by. */
                                endpoints: Record<string, never>;
                                api_keys: {
                                    [key: string]: {
                                        metrics: {
                                            spend: number;
                                            prompt_tokens: number;
                                            completion_tokens: number;
                                            cache_read_input_tokens: number;
                                            cache_creation_input_tokens: number;
                                            total_tokens: number;
                                            successful_requests: number;
                                            /** @description All that did not succeed: also refused and canceled ones. */
                                            failed_requests: number;
                                            api_requests: number;
                                            total_response_time_ms: number;
                                            timed_requests: number;
                                        };
                                        metadata: {
                                            key_alias: string | null;
                                            team_id: string | null;
                                            user_id: string | null;
                                            key_exists: boolean;
                                        };
                                    };
                                };
                                entities: {
                                    [key: string]: {
                                        metrics: {
                                            spend: number;
                                            prompt_tokens: number;
                                            completion_tokens: number;
                                            cache_read_input_tokens: number;
                                            cache_creation_input_tokens: number;
                                            total_tokens: number;
                                            successful_requests: number;
                                            /** @description All that did not succeed: also refused and canceled ones. */
                                            failed_requests: number;
                                            api_requests: number;
                                            total_response_time_ms: number;
                                            timed_requests: number;
                                        };
                                        metadata: {
                                            [key: string]: string;
                                        };
                                        api_key_breakdown: {
                                            [key: string]: {
                                                metrics: {
                                                    spend: number;
                                                    prompt_tokens: number;
                                                    completion_tokens: number;
                                                    cache_read_input_tokens: number;
                                                    cache_creation_input_tokens: number;
                                                    total_tokens: number;
                                                    successful_requests: number;
                                                    /** @description All that did not succeed: also refused and canceled ones. */
                                                    failed_requests: number;
                                                    api_requests: number;
                                                    total_response_time_ms: number;
                                                    timed_requests: number;
                                                };
                                                metadata: {
                                                    key_alias: string | null;
                                                    team_id: string | null;
                                                    user_id: string | null;
                                                    key_exists: boolean;
                                                };
                                            };
                                        };
                                    };
                                };
                            };
                        }[];
                        metadata: {
                            /** @description Of this page, as all totals. */
                            total_spend: number;
                            total_prompt_tokens: number;
                            total_completion_tokens: number;
                            total_tokens: number;
                            total_api_requests: number;
                            total_successful_requests: number;
                            total_failed_requests: number;
                            total_cache_read_input_tokens: number;
                            total_cache_creation_input_tokens: number;
                            page: number;
                            total_pages: number;
                            has_more: boolean;
                        };
                    };
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    getUserDailyActivity: {
        parameters: {
            query: {
                start_date: string;
                end_date: string;
                model?: string;
                /** @description The key or its id. */
                api_key?: string;
                page?: number;
                /** @description Days in an answer, newest first. */
                page_size?: number;
                user_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        results: {
                            /** Format: date */
                            date: string;
                            metrics: {
                                spend: number;
                                prompt_tokens: number;
                                completion_tokens: number;
                                cache_read_input_tokens: number;
                                cache_creation_input_tokens: number;
                                total_tokens: number;
                                successful_requests: number;
                                /** @description All that did not succeed: also refused and canceled ones. */
                                failed_requests: number;
                                api_requests: number;
                                total_response_time_ms: number;
                                timed_requests: number;
                            };
                            breakdown: {
                                /** @description Always empty: LiteLLM has more to tell apart by. */
                                mcp_servers: Record<string, never>;
                                models: {
                                    [key: string]: {
                                        metrics: {
                                            spend: number;
                                            prompt_tokens: number;
                                            completion_tokens: number;
                                            cache_read_input_tokens: number;
                                            cache_creation_input_tokens: number;
                                            total_tokens: number;
                                            successful_requests: number;
                                            /** @description All that did not succeed: also refused and canceled ones. */
                                            failed_requests: number;
                                            api_requests: number;
                                            total_response_time_ms: number;
                                            timed_requests: number;
                                        };
                                        metadata: {
                                            [key: string]: string;
                                        };
                                        api_key_breakdown: {
                                            [key: string]: {
                                                metrics: {
                                                    spend: number;
                                                    prompt_tokens: number;
                                                    completion_tokens: number;
                                                    cache_read_input_tokens: number;
                                                    cache_creation_input_tokens: number;
                                                    total_tokens: number;
                                                    successful_requests: number;
                                                    /** @description All that did not succeed: also refused and canceled ones. */
                                                    failed_requests: number;
                                                    api_requests: number;
                                                    total_response_time_ms: number;
                                                    timed_requests: number;
                                                };
                                                metadata: {
                                                    key_alias: string | null;
                                                    team_id: string | null;
                                                    user_id: string | null;
                                                    key_exists: boolean;
                                                };
                                            };
                                        };
                                    };
                                };
                                /** @description Always empty: LiteLLM has more to tell apart by. */
                                model_groups: Record<string, never>;
                                /** @description Always empty: LiteLLM has more to tell apart by. */
                                providers: Record<string, never>;
                                /** @description Always empty: LiteLLM has more to tell apart by. */
                                endpoints: Record<string, never>;
                                api_keys: {
                                    [key: string]: {
                                        metrics: {
                                            spend: number;
                                            prompt_tokens: number;
                                            completion_tokens: number;
                                            cache_read_input_tokens: number;
                                            cache_creation_input_tokens: number;
                                            total_tokens: number;
                                            successful_requests: number;
                                            /** @description All that did not succeed: also refused and canceled ones. */
                                            failed_requests: number;
                                            api_requests: number;
                                            total_response_time_ms: number;
                                            timed_requests: number;
                                        };
                                        metadata: {
                                            key_alias: string | null;
                                            team_id: string | null;
                                            user_id: string | null;
                                            key_exists: boolean;
                                        };
                                    };
                                };
                                entities: {
                                    [key: string]: {
                                        metrics: {
                                            spend: number;
                                            prompt_tokens: number;
                                            completion_tokens: number;
                                            cache_read_input_tokens: number;
                                            cache_creation_input_tokens: number;
                                            total_tokens: number;
                                            successful_requests: number;
                                            /** @description All that did not succeed: also refused and canceled ones. */
                                            failed_requests: number;
                                            api_requests: number;
                                            total_response_time_ms: number;
                                            timed_requests: number;
                                        };
                                        metadata: {
                                            [key: string]: string;
                                        };
                                        api_key_breakdown: {
                                            [key: string]: {
                                                metrics: {
                                                    spend: number;
                                                    prompt_tokens: number;
                                                    completion_tokens: number;
                                                    cache_read_input_tokens: number;
                                                    cache_creation_input_tokens: number;
                                                    total_tokens: number;
                                                    successful_requests: number;
                                                    /** @description All that did not succeed: also refused and canceled ones. */
                                                    failed_requests: number;
                                                    api_requests: number;
                                                    total_response_time_ms: number;
                                                    timed_requests: number;
                                                };
                                                metadata: {
                                                    key_alias: string | null;
                                                    team_id: string | null;
                                                    user_id: string | null;
                                                    key_exists: boolean;
                                                };
                                            };
                                        };
                                    };
                                };
                            };
                        }[];
                        metadata: {
                            /** @description Of this page, as all totals. */
                            total_spend: number;
                            total_prompt_tokens: number;
                            total_completion_tokens: number;
                            total_tokens: number;
                            total_api_requests: number;
                            total_successful_requests: number;
                            total_failed_requests: number;
                            total_cache_read_input_tokens: number;
                            total_cache_creation_input_tokens: number;
                            page: number;
                            total_pages: number;
                            has_more: boolean;
                        };
                    };
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Wrong"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    isAlive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It runs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "alive";
                    };
                };
            };
            default: components["responses"]["Failed"];
        };
    };
    isReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They can. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "ready";
                    };
                };
            };
            /** @description They cannot: it ends, or its database does not answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "draining" | "unavailable";
                        reason?: string;
                    };
                };
            };
            default: components["responses"]["Failed"];
        };
    };
    getGateway: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gateway"];
                };
            };
            /** @description It is as it was: `If-None-Match` has the `ETag` of the answer before. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metrics. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            default: components["responses"]["Failed"];
        };
    };
    getDescription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The description. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        openapi: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            default: components["responses"]["Failed"];
        };
    };
    readDescription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            default: components["responses"]["Failed"];
        };
    };
}

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
        /** Change the role of a member */
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
        /** List the access groups */
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
    "/v1/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the records of calls, newest first, without content */
        get: operations["listLogs"];
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
                code: "PARSE_ERROR" | "INVALID_REQUEST" | "METHOD_NOT_FOUND" | "INVALID_PARAMS" | "INTERNAL_ERROR" | "TASK_NOT_FOUND" | "TASK_NOT_CANCELABLE" | "PUSH_NOTIFICATION_NOT_SUPPORTED" | "UNSUPPORTED_OPERATION" | "CONTENT_TYPE_NOT_SUPPORTED" | "INVALID_AGENT_RESPONSE" | "EXTENDED_AGENT_CARD_NOT_CONFIGURED" | "EXTENSION_SUPPORT_REQUIRED" | "VERSION_NOT_SUPPORTED" | "UNAUTHENTICATED" | "PERMISSION_DENIED" | "AGENT_NOT_FOUND" | "AGENT_CARD_NOT_FOUND" | "NOT_FOUND" | "CONFLICT" | "PRECONDITION_FAILED" | "IDEMPOTENCY_KEY_REUSED" | "REQUEST_TOO_LARGE" | "RATE_LIMITED" | "BUDGET_EXCEEDED" | "UNAVAILABLE" | "AGENT_UNREACHABLE" | "AGENT_TIMEOUT" | "AGENT_ERROR" | "CANCELED";
                /** @description What was wrong, where, and what to do. */
                message: string;
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
        /** @description Administrators also see how it is registered, secrets masked. */
        Agent: {
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
            /** @description What the gateway has to put right of its answers. */
            repairs?: {
                name: string;
                /** Format: date-time */
                since: string;
                meaning: string;
            }[];
        } & {
            [key: string]: unknown;
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
            /** @description `null`: it never begins anew. */
            budget_duration: string | null;
            budget_reset_at: string | null;
            budget_limits: {
                budget_duration: string;
                max_budget: number;
            }[];
            temp_budget_increase: number | null;
            temp_budget_expiry: string | null;
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
            /** @description `null`: it never begins anew. */
            budget_duration: string | null;
            budget_reset_at: string | null;
            budget_limits: {
                budget_duration: string;
                max_budget: number;
            }[];
            temp_budget_increase: number | null;
            temp_budget_expiry: string | null;
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
            /** @description `null`: it never begins anew. */
            budget_duration: string | null;
            budget_reset_at: string | null;
            budget_limits: {
                budget_duration: string;
                max_budget: number;
            }[];
            temp_budget_increase: number | null;
            temp_budget_expiry: string | null;
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
            /** @description `null`: it never begins anew. */
            budget_duration: string | null;
            budget_reset_at: string | null;
            budget_limits: {
                budget_duration: string;
                max_budget: number;
            }[];
            temp_budget_increase: number | null;
            temp_budget_expiry: string | null;
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
            /** @description `null`: it never begins anew. */
            budget_duration: string | null;
            budget_reset_at: string | null;
            budget_limits: {
                budget_duration: string;
                max_budget: number;
            }[];
            temp_budget_increase: number | null;
            temp_budget_expiry: string | null;
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
            /** @description `null`: it never begins anew. */
            budget_duration: string | null;
            budget_reset_at: string | null;
            budget_limits: {
                budget_duration: string;
                max_budget: number;
            }[];
            temp_budget_increase: number | null;
            temp_budget_expiry: string | null;
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
            kind?: "run" | "mirror";
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
            streaming: boolean;
            taskId?: string;
            contextId?: string;
            sessionId?: string;
            /** @enum {string} */
            status: "ok" | "error" | "refused" | "canceled";
            taskState?: string;
            httpStatus: number;
            errorCode?: string;
            jsonRpcCode?: number;
            errorMessage?: string;
            firstEventMs?: number;
            totalMs: number;
            overheadMs?: number;
            usage?: {
                inputTokens?: number;
                outputTokens?: number;
                totalTokens?: number;
                model?: string;
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
                /** @description Words that its card has, or that words of it begin with. */
                q?: string;
                /** @description Id or name of a skill that it must have. */
                skill?: string;
                /** @description A tag that one of its skills must have. */
                tag?: string;
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
                /** @description Words that its card has, or that words of it begin with. */
                q?: string;
                /** @description Id or name of a skill that it must have. */
                skill?: string;
                /** @description A tag that one of its skills must have. */
                tag?: string;
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
                "application/json": {
                    /** @description Its name in addresses; LiteLLM’s `agent_name` is taken too. */
                    name?: string;
                    description?: string | null;
                    /** @description Shorthand for one native A2A upstream. */
                    url?: string;
                    /** @description Where it runs; settings as `GET /v1/adapters` describes them. */
                    upstreams?: ({
                        name?: string;
                        adapter?: string;
                        settings?: {
                            [key: string]: unknown;
                        };
                    } & {
                        [key: string]: unknown;
                    })[];
                    /** @description Members of its card that replace those of its own. */
                    card?: {
                        [key: string]: unknown;
                    } | null;
                    routing?: {
                        [key: string]: unknown;
                    } | null;
                    limits?: {
                        [key: string]: unknown;
                    } | null;
                    records?: {
                        [key: string]: unknown;
                    } | null;
                    cost?: {
                        [key: string]: unknown;
                    } | null;
                    agent_name?: string;
                    /** @description LiteLLM’s form of the card; its `url` is one upstream. */
                    agent_card_params?: {
                        [key: string]: unknown;
                    } | null;
                    /** @description LiteLLM’s form of one upstream. */
                    litellm_params?: {
                        [key: string]: unknown;
                    } | null;
                    static_headers?: {
                        [key: string]: string;
                    } | null;
                    extra_headers?: string[] | null;
                    rpm_limit?: number | null;
                    tpm_limit?: number | null;
                    max_parallel_requests?: number | null;
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
                "application/json": {
                    /** @description Its name in addresses; LiteLLM’s `agent_name` is taken too. */
                    name?: string;
                    description?: string | null;
                    /** @description Shorthand for one native A2A upstream. */
                    url?: string;
                    /** @description Where it runs; settings as `GET /v1/adapters` describes them. */
                    upstreams?: ({
                        name?: string;
                        adapter?: string;
                        settings?: {
                            [key: string]: unknown;
                        };
                    } & {
                        [key: string]: unknown;
                    })[];
                    /** @description Members of its card that replace those of its own. */
                    card?: {
                        [key: string]: unknown;
                    } | null;
                    routing?: {
                        [key: string]: unknown;
                    } | null;
                    limits?: {
                        [key: string]: unknown;
                    } | null;
                    records?: {
                        [key: string]: unknown;
                    } | null;
                    cost?: {
                        [key: string]: unknown;
                    } | null;
                    agent_name?: string;
                    /** @description LiteLLM’s form of the card; its `url` is one upstream. */
                    agent_card_params?: {
                        [key: string]: unknown;
                    } | null;
                    /** @description LiteLLM’s form of one upstream. */
                    litellm_params?: {
                        [key: string]: unknown;
                    } | null;
                    static_headers?: {
                        [key: string]: string;
                    } | null;
                    extra_headers?: string[] | null;
                    rpm_limit?: number | null;
                    tpm_limit?: number | null;
                    max_parallel_requests?: number | null;
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
                "application/json": {
                    /** @description Its name in addresses; LiteLLM’s `agent_name` is taken too. */
                    name?: string;
                    description?: string | null;
                    /** @description Shorthand for one native A2A upstream. */
                    url?: string;
                    /** @description Where it runs; settings as `GET /v1/adapters` describes them. */
                    upstreams?: ({
                        name?: string;
                        adapter?: string;
                        settings?: {
                            [key: string]: unknown;
                        };
                    } & {
                        [key: string]: unknown;
                    })[];
                    /** @description Members of its card that replace those of its own. */
                    card?: {
                        [key: string]: unknown;
                    } | null;
                    routing?: {
                        [key: string]: unknown;
                    } | null;
                    limits?: {
                        [key: string]: unknown;
                    } | null;
                    records?: {
                        [key: string]: unknown;
                    } | null;
                    cost?: {
                        [key: string]: unknown;
                    } | null;
                    agent_name?: string;
                    /** @description LiteLLM’s form of the card; its `url` is one upstream. */
                    agent_card_params?: {
                        [key: string]: unknown;
                    } | null;
                    /** @description LiteLLM’s form of one upstream. */
                    litellm_params?: {
                        [key: string]: unknown;
                    } | null;
                    static_headers?: {
                        [key: string]: string;
                    } | null;
                    extra_headers?: string[] | null;
                    rpm_limit?: number | null;
                    tpm_limit?: number | null;
                    max_parallel_requests?: number | null;
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
                        upstreams: ({
                            name: string;
                        } & {
                            [key: string]: unknown;
                        })[];
                    } & {
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
                    role: "admin" | "user";
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
                            /** @description US dollars. */
                            max_budget: number;
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
    listLogs: {
        parameters: {
            query?: {
                agent?: string;
                /** @description Id or name of the agent that called. */
                caller_agent?: string;
                tag?: string;
                key?: string;
                status?: "ok" | "error" | "refused" | "canceled";
                from?: string;
                to?: string;
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
            header?: never;
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
            default: components["responses"]["Failed"];
        };
    };
    getUsage: {
        parameters: {
            query?: {
                /** @description First day, in UTC. Default: 29 days before `to`. */
                from?: string;
                /** @description Last day, in UTC. Default: today. */
                to?: string;
                /** @description `day`: with a series by day; days without anything are left out. */
                interval?: "day" | "total";
                group_by?: "agent" | "key" | "team" | "user" | "upstream" | "model" | "status";
                /** @description Which groups come first: those with the most of it. */
                order?: "cost" | "calls" | "errors" | "input_tokens" | "output_tokens" | "total_tokens" | "total_ms";
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
                        /** Format: date */
                        from: string;
                        /** Format: date */
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
                        };
                        /** @description By day, in UTC; days without anything are left out. Absent with interval=total. */
                        series?: {
                            /** Format: date */
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
                            };
                            /** @description By day, in UTC; days without anything are left out. Absent with interval=total. */
                            series?: {
                                /** Format: date */
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

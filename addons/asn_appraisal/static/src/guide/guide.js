import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { useSetupAction } from "@web/search/action_hook";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { Component, onWillStart, useRef, useState } from "@odoo/owl";

import { getChapters, getRoles } from "./guide_content";

const GROUP = "asn_appraisal.group_asn_appraisal_";

/** How the year goes, for each part that somebody can have in it: read and printed. */
export class Guide extends Component {
    static template = "asn_appraisal.Guide";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.root = useRef("root");
        this.display = { controlPanel: {} };
        this.roles = getRoles();
        this.state = useState({ role: "employee", ...this.props.state });
        useSetupAction({
            rootRef: this.root,
            getLocalState: () => ({ role: this.state.role }),
        });
        onWillStart(() => this.start());
    }

    /** Begin with the role that was asked for, or with the one that the user has. */
    async start() {
        const asked = this.props.action.context?.guide_role;
        if (this.props.state) {
            return;
        }
        const isManager = await user.hasGroup(`${GROUP}manager`);
        const isAuditor = !isManager && (await user.hasGroup(`${GROUP}auditor`));
        this.state.role =
            asked || (isManager ? "manager" : isAuditor ? "auditor" : "employee");
    }

    get chapters() {
        return getChapters(this.state.role);
    }

    get roleName() {
        return this.roles.find(({ key }) => key === this.state.role).name;
    }

    open(chapter) {
        return this.action.doAction(`asn_appraisal.${chapter.action}`);
    }

    print() {
        window.print();
    }
}

registry.category("actions").add("asn_guide", Guide);

import { registry } from "@web/core/registry";
import { KanbanRenderer } from "@web/views/kanban/kanban_renderer";
import { kanbanView } from "@web/views/kanban/kanban_view";

/**
 * The appreciation board: units as columns. While there is no praise there is no unit
 * either, and then core's kanban would stay blank instead of saying what it is for.
 */
export class BoardRenderer extends KanbanRenderer {
    get showNoContentHelper() {
        const { groups, isGrouped } = this.props.list;
        return isGrouped
            ? !groups.some((group) => group.count)
            : super.showNoContentHelper;
    }
}

registry
    .category("views")
    .add("asn_appreciation_board", { ...kanbanView, Renderer: BoardRenderer });

import { registry } from "@web/core/registry";
import { KanbanRenderer } from "@web/views/kanban/kanban_renderer";
import { kanbanView } from "@web/views/kanban/kanban_view";

/**
 * The appreciation board: units as columns. While there is no praise there is no unit
 * either, and then core's kanban would stay blank instead of saying what it is for.
 */
export class BoardRenderer extends KanbanRenderer {
    get showNoContentHelper() {
        return !this.props.list.model.hasData();
    }
}

registry
    .category("views")
    .add("asn_appreciation_board", { ...kanbanView, Renderer: BoardRenderer });

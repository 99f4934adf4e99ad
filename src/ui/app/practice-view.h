/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/app/page.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_PRACTICE_VIEW (tranche_practice_view_get_type ())
G_DECLARE_FINAL_TYPE (TranchePracticeView, tranche_practice_view, TRANCHE, PRACTICE_VIEW, AdwBin)

/**
 * TranchePracticeView:
 *
 * An open practice: the sidebar of sections with what runs at its foot, and the section that is
 * shown.
 *
 * Properties: session (nullable, read only), menu-model, collapsed, visible-page (read only).
 */

/* Shows the practice of @session from its first section on; NULL lets go of every page.
 * @identity_menu: (nullable): what the button at the sidebar's foot offers. */
void tranche_practice_view_set_session (TranchePracticeView *self,
                                        TrancheSession *session,
                                        GMenuModel *identity_menu);

/* (nullable): what people look at, a list or a detail. */
TranchePage *tranche_practice_view_get_visible_page (TranchePracticeView *self);

/* (nullable) */
const char *tranche_practice_view_get_section (TranchePracticeView *self);

/* Goes to a section, and in it to an item where @item_id isn't 0. An unknown section leaves all as
 * it is. A page with a draft is asked about first. */
void
tranche_practice_view_go_to (TranchePracticeView *self, const char *section_id, gint64 item_id);

/* Moves the keyboard focus to the sections; on a narrow window they come into view. */
void tranche_practice_view_focus_sidebar (TranchePracticeView *self);

/* Whether everything may be closed: FALSE if a page with a draft is asked about first, and then
 * window.close comes again by itself. */
gboolean tranche_practice_view_confirm_close (TranchePracticeView *self);

G_END_DECLS

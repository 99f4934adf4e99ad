/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/model-actions.h"

#include <glib/gi18n.h>

#include "ui/app/window.h"
#include "ui/segments/choose-model-dialog.h"
#include "ui/segments/duplicate-dialog.h"
#include "ui/segments/model-files.h"
#include "ui/segments/model-history-page.h"
#include "ui/widgets/reason-menu.h"

struct _TrancheModelActions
{
  GObject parent_instance;

  /* Borrowed: the page owns this */
  TranchePage *page;
  GtkMenuButton *menu_button;
  AdwBanner *banner;

  /* Owned */
  GMenuModel *menu;
  char *reasons;
  char *model_name;
  char *obstacle; /* why it can't be edited */
  gint64 model_id;
  TrancheModelLevel level;
  gboolean may_duplicate;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (TrancheModelActions, tranche_model_actions, G_TYPE_OBJECT)

static void
present (TrancheModelActions *self, AdwDialog *dialog)
{
  adw_dialog_present (dialog, GTK_WIDGET (self->page));
}

static void
duplicate (TrancheModelActions *self, TrancheModelLevel level)
{
  present (self, tranche_duplicate_dialog_new (tranche_page_get_session (self->page),
                                               self->model_id, self->model_name, level));
}

static void
duplicate_to_practice_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  duplicate (user_data, TRANCHE_MODEL_PRACTICE);
}

static void
duplicate_to_licensee_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  duplicate (user_data, TRANCHE_MODEL_LICENSEE);
}

static void
choose_model_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheModelActions *self = user_data;

  present (self, tranche_choose_model_dialog_new (tranche_page_get_session (self->page)));
}

static void
model_history_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheModelActions *self = user_data;

  tranche_page_push (self->page,
                     tranche_model_history_page_new (tranche_page_get_session (self->page),
                                                     self->model_id, self->model_name));
}

static void
import_model_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheModelActions *self = user_data;

  tranche_model_files_import (self->page, self->model_id);
}

static void
export_model_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheModelActions *self = user_data;

  tranche_model_files_export (self->page, self->model_id, self->model_name);
}

static const GActionEntry entries[] = {
  { .name = "duplicate-to-practice", .activate = duplicate_to_practice_activated_cb },
  { .name = "duplicate-to-licensee", .activate = duplicate_to_licensee_activated_cb },
  { .name = "choose-model", .activate = choose_model_activated_cb },
  { .name = "model-history", .activate = model_history_activated_cb },
  { .name = "import-model", .activate = import_model_activated_cb },
  { .name = "export-model", .activate = export_model_activated_cb },
};

static void
append_section (GMenu *menu, ...)
{
  g_autoptr (GMenu) section = g_menu_new ();
  const char *label;
  va_list args;

  va_start (args, menu);
  while ((label = va_arg (args, const char *)) != NULL)
    g_menu_append (section, label, va_arg (args, const char *));
  va_end (args);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static GMenuModel *
create_menu (void)
{
  GMenu *menu = g_menu_new ();

  append_section (menu, _ ("_Choose Model…"), "page.choose-model", _ ("Duplicate to _Practice…"),
                  "page.duplicate-to-practice", _ ("Duplicate to _Licensee…"),
                  "page.duplicate-to-licensee", NULL);
  append_section (menu, _ ("_History"), "page.model-history", NULL);
  append_section (menu, _ ("_Import…"), "page.import-model", _ ("_Export…"), "page.export-model",
                  NULL);
  return G_MENU_MODEL (menu);
}

static void
tranche_model_actions_finalize (GObject *object)
{
  TrancheModelActions *self = TRANCHE_MODEL_ACTIONS (object);

  g_clear_object (&self->menu);
  g_clear_pointer (&self->reasons, g_free);
  g_clear_pointer (&self->model_name, g_free);
  g_clear_pointer (&self->obstacle, g_free);

  G_OBJECT_CLASS (tranche_model_actions_parent_class)->finalize (object);
}

static void
tranche_model_actions_class_init (TrancheModelActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tranche_model_actions_finalize;
}

static void
tranche_model_actions_init (TrancheModelActions *self)
{
  self->menu = create_menu ();
}

TrancheModelActions *
tranche_model_actions_new (TranchePage *page, GtkMenuButton *menu_button, AdwBanner *banner)
{
  TrancheModelActions *self;

  g_return_val_if_fail (TRANCHE_IS_PAGE (page), NULL);
  g_return_val_if_fail (GTK_IS_MENU_BUTTON (menu_button) && ADW_IS_BANNER (banner), NULL);

  self = g_object_new (TRANCHE_TYPE_MODEL_ACTIONS, NULL);
  self->page = page;
  self->menu_button = menu_button;
  self->banner = banner;
  tranche_menu_button_set_menu (menu_button, self->menu, NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (tranche_page_get_actions (page)), entries,
                                   G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    tranche_page_set_action_enabled (page, entries[i].name, FALSE);
  return self;
}

/* (transfer full) (nullable): each only once. */
static char *
join_reasons (const TrancheModelUse *use)
{
  const char *const reasons[]
      = { use->practice_obstacle, use->licensee_obstacle, use->edit_obstacle };
  g_autoptr (GPtrArray) different = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      if (reasons[i] != NULL
          && !g_ptr_array_find_with_equal_func (different, reasons[i], g_str_equal, NULL))
        g_ptr_array_add (different, (gpointer) reasons[i]);
    }
  if (different->len == 0)
    return NULL;
  g_ptr_array_add (different, NULL);
  return g_strjoinv ("\n", (char **) different->pdata);
}

/* In a narrow window words and button stand in one line, so both are short. */
static void
show_banner (TrancheModelActions *self)
{
  gboolean brief = self->narrow && self->level == TRANCHE_MODEL_BUILT_IN;

  adw_banner_set_revealed (self->banner, self->obstacle != NULL);
  if (self->obstacle == NULL)
    return;
  adw_banner_set_use_markup (self->banner, FALSE);
  /* Translators: a segmentation model, in a narrow window: nobody can change it */
  adw_banner_set_title (self->banner, brief ? _ ("Built-in, read-only") : self->obstacle);
  if (!self->may_duplicate)
    adw_banner_set_button_label (self->banner, NULL);
  else
    adw_banner_set_button_label (self->banner,
                                 brief ? _ ("_Duplicate…") : _ ("_Duplicate to Practice…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->banner), "page.duplicate-to-practice");
}

void
tranche_model_actions_set_use (TrancheModelActions *self, const TrancheModelUse *use)
{
  g_autofree char *reasons = NULL;
  gboolean may_choose;

  g_return_if_fail (TRANCHE_IS_MODEL_ACTIONS (self));
  g_return_if_fail (use != NULL);

  self->model_id = use->model_id;
  g_set_str (&self->model_name, use->model_name);
  reasons = join_reasons (use);
  if (g_set_str (&self->reasons, reasons))
    tranche_menu_button_set_menu (self->menu_button, self->menu, reasons);
  g_set_str (&self->obstacle, use->edit_obstacle);
  self->level = use->level;
  self->may_duplicate = use->practice_obstacle == NULL;
  show_banner (self);
  may_choose = use->practice_obstacle == NULL || use->licensee_obstacle == NULL;

  tranche_page_set_action_enabled (self->page, "duplicate-to-practice",
                                   use->practice_obstacle == NULL);
  tranche_page_set_action_enabled (self->page, "duplicate-to-licensee",
                                   use->licensee_obstacle == NULL);
  tranche_page_set_action_enabled (self->page, "choose-model", may_choose);
  tranche_page_set_action_enabled (self->page, "model-history", TRUE);
  tranche_page_set_action_enabled (self->page, "import-model", use->edit_obstacle == NULL);
  tranche_page_set_action_enabled (self->page, "export-model", TRUE);
}

void
tranche_model_actions_set_narrow (TrancheModelActions *self, gboolean narrow)
{
  g_return_if_fail (TRANCHE_IS_MODEL_ACTIONS (self));

  self->narrow = narrow;
  show_banner (self);
}

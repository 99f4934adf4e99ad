/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/model-switch-page.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "domain/entities/segment.h"
#include "ui/widgets/error-row.h"
#include "ui/widgets/segment-combo-row.h"

struct _TrancheModelSwitchPage
{
  AdwNavigationPage parent_instance;

  /* Template widgets */
  GtkWidget *choose_button;
  AdwPreferencesGroup *effect_group;
  AdwPreferencesGroup *mapping_group;
  TrancheErrorRow *mapping_error;

  /* Owned */
  TrancheModelSwitch *plan;
  GPtrArray *effect_rows;  /* GtkWidget */
  GPtrArray *mapping_rows; /* TrancheSegmentComboRow, by mapping */
};

G_DEFINE_FINAL_TYPE (TrancheModelSwitchPage, tranche_model_switch_page, ADW_TYPE_NAVIGATION_PAGE)

static void
add_effect (TrancheModelSwitchPage *self, char *sentence)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sentence);
  adw_preferences_group_add (self->effect_group, GTK_WIDGET (row));
  g_ptr_array_add (self->effect_rows, row);
  g_free (sentence);
}

static void
show_effects (TrancheModelSwitchPage *self)
{
  const TrancheModelSwitch *plan = self->plan;

  adw_preferences_group_set_title (self->effect_group, plan->new_model_name);
  if (plan->offices == 0)
    {
      add_effect (self, g_strdup (_ ("Every office uses this model already")));
      return;
    }
  add_effect (self, g_strdup_printf (ngettext ("%u office changes its model",
                                               "%u offices change their model", plan->offices),
                                     plan->offices));
  add_effect (self, g_strdup_printf (ngettext ("%'" PRId64 " client gets a segment of this model",
                                               "%'" PRId64 " clients get a segment of this model",
                                               (gulong) plan->clients),
                                     plan->clients));
  if (plan->agreements > 0)
    add_effect (
        self, g_strdup_printf (ngettext ("%'" PRId64 " open agreement keeps the package it has",
                                         "%'" PRId64 " open agreements keep the package they have",
                                         (gulong) plan->agreements),
                               plan->agreements));
}

static gboolean
is_used (const TrancheModelMapping *mapping)
{
  return mapping->clients > 0 || mapping->overrides > 0 || mapping->assigned > 0
         || mapping->bands > 0;
}

static char *
describe_mapping (const TrancheModelMapping *mapping)
{
  g_autofree char *clients = g_strdup_printf (
      ngettext ("%'" PRId64 " client", "%'" PRId64 " clients", (gulong) mapping->clients),
      mapping->clients);
  g_autofree char *strategies = NULL;

  if (mapping->bands == 0)
    return g_steal_pointer (&clients);
  strategies = g_strdup_printf (
      ngettext ("%'" PRId64 " strategy", "%'" PRId64 " strategies", (gulong) mapping->bands),
      mapping->bands);
  /* Translators: who uses a segment: “12 clients”, “1 strategy” */
  return g_strdup_printf (_ ("%s, %s"), clients, strategies);
}

static void
mapping_chosen_cb (TrancheModelSwitchPage *self, GParamSpec *pspec, TrancheSegmentComboRow *row)
{
  TrancheModelMapping *mapping;
  guint index;

  if (!g_ptr_array_find (self->mapping_rows, row, &index))
    return;
  mapping = g_ptr_array_index (self->plan->mappings, index);
  mapping->to_id = tranche_segment_combo_row_get_chosen (row);
  tranche_error_row_set_message (self->mapping_error, NULL);
}

static void
add_mapping (TrancheModelSwitchPage *self,
             const TrancheModelMapping *mapping,
             GPtrArray *successors)
{
  GtkWidget *row = tranche_segment_combo_row_new (mapping->from_name, successors, _ ("Choose…"));
  g_autofree char *subtitle = describe_mapping (mapping);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  tranche_segment_combo_row_set_chosen (TRANCHE_SEGMENT_COMBO_ROW (row), mapping->to_id);
  gtk_widget_set_visible (row, is_used (mapping));
  g_ptr_array_add (self->mapping_rows, row);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (mapping_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->mapping_group, row);
}

static void
clear_rows (AdwPreferencesGroup *group, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

static void
tranche_model_switch_page_dispose (GObject *object)
{
  TrancheModelSwitchPage *self = TRANCHE_MODEL_SWITCH_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_MODEL_SWITCH_PAGE);
  g_clear_pointer (&self->plan, tranche_model_switch_free);
  g_clear_pointer (&self->effect_rows, g_ptr_array_unref);
  g_clear_pointer (&self->mapping_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (tranche_model_switch_page_parent_class)->dispose (object);
}

static void
tranche_model_switch_page_class_init (TrancheModelSwitchPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tranche_model_switch_page_dispose;

  g_type_ensure (TRANCHE_TYPE_ERROR_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/model-switch-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheModelSwitchPage, choose_button);
  gtk_widget_class_bind_template_child (widget_class, TrancheModelSwitchPage, effect_group);
  gtk_widget_class_bind_template_child (widget_class, TrancheModelSwitchPage, mapping_group);
  gtk_widget_class_bind_template_child (widget_class, TrancheModelSwitchPage, mapping_error);
}

static void
tranche_model_switch_page_init (TrancheModelSwitchPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->effect_rows = g_ptr_array_new ();
  self->mapping_rows = g_ptr_array_new ();
}

void
tranche_model_switch_page_set_plan (TrancheModelSwitchPage *self,
                                    TrancheModelSwitch *plan,
                                    GPtrArray *successors)
{
  gboolean any = FALSE;

  g_return_if_fail (TRANCHE_IS_MODEL_SWITCH_PAGE (self));
  g_return_if_fail (plan != NULL && successors != NULL);

  clear_rows (self->effect_group, self->effect_rows);
  clear_rows (self->mapping_group, self->mapping_rows);
  g_clear_pointer (&self->plan, tranche_model_switch_free);
  self->plan = plan;
  show_effects (self);
  for (guint i = 0; i < plan->mappings->len; i++)
    {
      const TrancheModelMapping *mapping = g_ptr_array_index (plan->mappings, i);

      any = any || is_used (mapping);
      add_mapping (self, mapping, successors);
    }
  tranche_error_row_set_message (self->mapping_error, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->mapping_group), any);
}

const TrancheModelSwitch *
tranche_model_switch_page_get_plan (TrancheModelSwitchPage *self)
{
  g_return_val_if_fail (TRANCHE_IS_MODEL_SWITCH_PAGE (self), NULL);

  return self->plan;
}

gboolean
tranche_model_switch_page_check (TrancheModelSwitchPage *self)
{
  g_return_val_if_fail (TRANCHE_IS_MODEL_SWITCH_PAGE (self), FALSE);

  if (tranche_model_switch_is_complete (self->plan))
    return TRUE;

  tranche_error_row_set_message (self->mapping_error,
                                 _ ("Choose what takes the place of each segment in use."));
  for (guint i = 0; i < self->mapping_rows->len; i++)
    {
      const TrancheModelMapping *mapping = g_ptr_array_index (self->plan->mappings, i);

      if (is_used (mapping) && mapping->to_id == 0)
        {
          gtk_widget_grab_focus (g_ptr_array_index (self->mapping_rows, i));
          break;
        }
    }
  return FALSE;
}

void
tranche_model_switch_page_show_message (TrancheModelSwitchPage *self, const char *message)
{
  g_return_if_fail (TRANCHE_IS_MODEL_SWITCH_PAGE (self));

  tranche_error_row_set_message (self->mapping_error, message);
}

void
tranche_model_switch_page_set_busy (TrancheModelSwitchPage *self, gboolean busy)
{
  g_return_if_fail (TRANCHE_IS_MODEL_SWITCH_PAGE (self));

  adw_navigation_page_set_can_pop (ADW_NAVIGATION_PAGE (self), !busy);
  gtk_widget_set_sensitive (self->choose_button, !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->mapping_group), !busy);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/documents/document-preview.h"

#include "ui/documents/document-sheets.h"

#include <glib/gi18n.h>
#include <math.h>

/* Pixels around and between pages. */
#define MARGIN 24
#define NARROW_MARGIN 9
#define NARROW_WIDTH 500
/* Pixels a point at the paper's own size. */
#define ACTUAL_SIZE (96.0 / 72.0)
#define LARGEST_FIT (1.25 * ACTUAL_SIZE)
struct _TrancheDocumentPreview
{
  GtkWidget parent_instance;

  /* Owned */
  GPtrArray *waiting; /* documents, laid out up to n_laid_out */
  TrancheDocumentSheets *sheets;
  GtkAdjustment *vadjustment;

  guint n_laid_out;
  guint idle_id;
  double zoom; /* pixels a point; 0: fits */
  guint page;
};

enum
{
  PROP_0,
  PROP_PAGE,
  PROP_N_PAGES,
  PROP_ZOOM,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static const double zoom_steps[] = { 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0 };

G_DEFINE_FINAL_TYPE (TrancheDocumentPreview, tranche_document_preview, GTK_TYPE_WIDGET)

static int
get_margin (int width)
{
  return width > 0 && width < NARROW_WIDTH ? NARROW_MARGIN : MARGIN;
}

static double
get_scale (TrancheDocumentPreview *self, int width)
{
  double room = width - 2 * get_margin (width);

  if (self->zoom > 0)
    return self->zoom;
  if (tranche_document_sheets_get_width (self->sheets) <= 0)
    return ACTUAL_SIZE;
  return CLAMP (room / tranche_document_sheets_get_width (self->sheets), 0.1, LARGEST_FIT);
}

static double
get_current_scale (TrancheDocumentPreview *self)
{
  return get_scale (self, gtk_widget_get_width (GTK_WIDGET (self)));
}

static void
describe_page (TrancheDocumentPreview *self)
{
  g_autofree char *label = NULL;
  g_autofree char *text = NULL;
  gboolean draft = FALSE;

  if (self->page > 0)
    {
      const TrancheDocumentSheet *sheet
          = tranche_document_sheets_get (self->sheets, self->page - 1);

      text = tranche_layout_get_page_text (sheet->layout, sheet->page);
      draft = tranche_document_get_draft (tranche_layout_get_document (sheet->layout));
    }
  label = g_strdup_printf (draft ? _ ("Preview of a draft, page %u of %u")
                                 : _ ("Preview, page %u of %u"),
                           self->page, tranche_document_sheets_get_count (self->sheets));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text != NULL ? text : "",
                                  -1);
}

/* The page that takes the upper middle of what can be seen. */
static void
update_page (TrancheDocumentPreview *self)
{
  guint page = 0;

  if (tranche_document_sheets_get_count (self->sheets) > 0)
    {
      int width = gtk_widget_get_width (GTK_WIDGET (self));
      double y = 0;

      if (self->vadjustment != NULL)
        y = gtk_adjustment_get_value (self->vadjustment)
            + gtk_adjustment_get_page_size (self->vadjustment) / 3;
      page = tranche_document_sheets_find (self->sheets, y, get_current_scale (self),
                                           get_margin (width))
             + 1;
    }

  if (self->page != page)
    {
      self->page = page;
      describe_page (self);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PAGE]);
    }
}

static void
scrolled_cb (TrancheDocumentPreview *self)
{
  update_page (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
lay_out_next_cb (gpointer user_data)
{
  TrancheDocumentPreview *self = user_data;

  tranche_document_sheets_add (self->sheets, g_ptr_array_index (self->waiting, self->n_laid_out++));
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_PAGES]);
  if (self->n_laid_out < self->waiting->len)
    return G_SOURCE_CONTINUE;
  self->idle_id = 0;
  return G_SOURCE_REMOVE;
}

static void
snapshot_sheet (TrancheDocumentPreview *self,
                GtkSnapshot *snapshot,
                guint position,
                const graphene_rect_t *bounds,
                double scale)
{
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, bounds, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &(const GdkRGBA) { .alpha = 0.25f }, 0, 1,
                                     1, 4);
  tranche_document_sheets_snapshot (self->sheets, snapshot, position, bounds, scale,
                                    gtk_widget_get_scale_factor (GTK_WIDGET (self)));
}

static void
tranche_document_preview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TrancheDocumentPreview *self = TRANCHE_DOCUMENT_PREVIEW (widget);
  int width = gtk_widget_get_width (widget);
  int margin = get_margin (width);
  double scale = get_current_scale (self);
  double from = 0, until = gtk_widget_get_height (widget);

  if (self->vadjustment != NULL)
    {
      from = gtk_adjustment_get_value (self->vadjustment);
      until = from + gtk_adjustment_get_page_size (self->vadjustment);
    }

  for (guint i = tranche_document_sheets_find (self->sheets, from, scale, margin);
       i < tranche_document_sheets_get_count (self->sheets); i++)
    {
      const TrancheDocumentSheet *sheet = tranche_document_sheets_get (self->sheets, i);
      double top = floor (tranche_document_sheets_get_top (self->sheets, i, scale, margin));
      graphene_rect_t bounds
          = GRAPHENE_RECT_INIT ((float) floor ((width - sheet->width * scale) / 2), (float) top,
                                (float) (sheet->width * scale), (float) (sheet->height * scale));

      if (top > until)
        break;
      snapshot_sheet (self, snapshot, i, &bounds, scale);
    }
}

static GtkSizeRequestMode
tranche_document_preview_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
tranche_document_preview_measure (GtkWidget *widget,
                                  GtkOrientation orientation,
                                  int for_size,
                                  int *minimum,
                                  int *natural,
                                  int *minimum_baseline,
                                  int *natural_baseline)
{
  TrancheDocumentPreview *self = TRANCHE_DOCUMENT_PREVIEW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *natural = (int) ceil (tranche_document_sheets_get_width (self->sheets)
                             * (self->zoom > 0 ? self->zoom : ACTUAL_SIZE))
                 + 2 * MARGIN;
      *minimum = self->zoom > 0 ? *natural : 2 * NARROW_MARGIN;
    }
  else
    {
      int width = for_size > 0 ? for_size : gtk_widget_get_width (widget);
      double scale = get_scale (self, width);

      *minimum = *natural = (int) MIN (
          ceil (tranche_document_sheets_get_height (self->sheets) * scale)
              + (tranche_document_sheets_get_count (self->sheets) + 1.0) * get_margin (width),
          G_MAXINT / 4);
    }
}

static void
tranche_document_preview_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TrancheDocumentPreview *self = TRANCHE_DOCUMENT_PREVIEW (widget);

  update_page (self);
}

static void
release_adjustment (TrancheDocumentPreview *self)
{
  if (self->vadjustment == NULL)
    return;
  g_signal_handlers_disconnect_by_func (self->vadjustment, scrolled_cb, self);
  g_clear_object (&self->vadjustment);
}

static void
tranche_document_preview_root (GtkWidget *widget)
{
  TrancheDocumentPreview *self = TRANCHE_DOCUMENT_PREVIEW (widget);
  GtkWidget *window;

  GTK_WIDGET_CLASS (tranche_document_preview_parent_class)->root (widget);

  window = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  if (window == NULL)
    return;
  self->vadjustment
      = g_object_ref (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (window)));
  g_signal_connect_swapped (self->vadjustment, "value-changed", G_CALLBACK (scrolled_cb), self);
  g_signal_connect_swapped (self->vadjustment, "changed", G_CALLBACK (scrolled_cb), self);
}

static void
tranche_document_preview_unroot (GtkWidget *widget)
{
  release_adjustment (TRANCHE_DOCUMENT_PREVIEW (widget));

  GTK_WIDGET_CLASS (tranche_document_preview_parent_class)->unroot (widget);
}

static gboolean
go_by_page (GtkWidget *widget, GVariant *parameter, gpointer user_data)
{
  TrancheDocumentPreview *self = TRANCHE_DOCUMENT_PREVIEW (widget);
  int margin = get_margin (gtk_widget_get_width (widget));
  int target = (int) self->page - 1 + g_variant_get_int32 (parameter);

  if (self->vadjustment == NULL || self->page == 0 || target < 0
      || target >= (int) tranche_document_sheets_get_count (self->sheets))
    return FALSE;
  gtk_adjustment_set_value (self->vadjustment,
                            tranche_document_sheets_get_top (self->sheets, (guint) target,
                                                             get_current_scale (self), margin)
                                - margin);
  return TRUE;
}

static void
clear (TrancheDocumentPreview *self)
{
  g_clear_handle_id (&self->idle_id, g_source_remove);
  tranche_document_sheets_clear (self->sheets);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  self->n_laid_out = 0;
}

static void
tranche_document_preview_dispose (GObject *object)
{
  TrancheDocumentPreview *self = TRANCHE_DOCUMENT_PREVIEW (object);

  release_adjustment (self);
  clear (self);

  G_OBJECT_CLASS (tranche_document_preview_parent_class)->dispose (object);
}

static void
tranche_document_preview_finalize (GObject *object)
{
  TrancheDocumentPreview *self = TRANCHE_DOCUMENT_PREVIEW (object);

  g_clear_pointer (&self->sheets, tranche_document_sheets_free);

  G_OBJECT_CLASS (tranche_document_preview_parent_class)->finalize (object);
}

static void
tranche_document_preview_get_property (GObject *object,
                                       guint property_id,
                                       GValue *value,
                                       GParamSpec *pspec)
{
  TrancheDocumentPreview *self = TRANCHE_DOCUMENT_PREVIEW (object);

  switch (property_id)
    {
    case PROP_PAGE:
      g_value_set_uint (value, self->page);
      break;
    case PROP_N_PAGES:
      g_value_set_uint (value, tranche_document_sheets_get_count (self->sheets));
      break;
    case PROP_ZOOM:
      g_value_set_double (value, tranche_document_preview_get_zoom (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
tranche_document_preview_class_init (TrancheDocumentPreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = tranche_document_preview_dispose;
  object_class->finalize = tranche_document_preview_finalize;
  object_class->get_property = tranche_document_preview_get_property;
  widget_class->snapshot = tranche_document_preview_snapshot;
  widget_class->get_request_mode = tranche_document_preview_get_request_mode;
  widget_class->measure = tranche_document_preview_measure;
  widget_class->size_allocate = tranche_document_preview_size_allocate;
  widget_class->root = tranche_document_preview_root;
  widget_class->unroot = tranche_document_preview_unroot;

  props[PROP_PAGE] = g_param_spec_uint ("page", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_N_PAGES] = g_param_spec_uint ("n-pages", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, 0, 100, 1, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Down, 0, go_by_page, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Up, 0, go_by_page, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Page_Down, 0, go_by_page, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Page_Up, 0, go_by_page, "i", -1);

  gtk_widget_class_set_css_name (widget_class, "document-preview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
pressed_cb (TrancheDocumentPreview *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
tranche_document_preview_init (TrancheDocumentPreview *self)
{
  GtkGesture *click;

  self->sheets = tranche_document_sheets_new ();
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  /* Page Up and Page Down work where was clicked. */
  click = gtk_gesture_click_new ();
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
tranche_document_preview_new (void)
{
  return g_object_new (TRANCHE_TYPE_DOCUMENT_PREVIEW, NULL);
}

void
tranche_document_preview_set_documents (TrancheDocumentPreview *self, GPtrArray *documents)
{
  g_return_if_fail (TRANCHE_IS_DOCUMENT_PREVIEW (self));
  g_return_if_fail (documents != NULL);

  clear (self);
  self->waiting = g_ptr_array_ref (documents);
  if (documents->len > 0)
    tranche_document_sheets_add (self->sheets, g_ptr_array_index (documents, self->n_laid_out++));
  if (documents->len > 1)
    self->idle_id = g_idle_add_full (G_PRIORITY_LOW, lay_out_next_cb, self, NULL);

  self->page = 0;
  update_page (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_PAGES]);
}

guint
tranche_document_preview_get_page (TrancheDocumentPreview *self)
{
  g_return_val_if_fail (TRANCHE_IS_DOCUMENT_PREVIEW (self), 0);

  return self->page;
}

guint
tranche_document_preview_get_n_pages (TrancheDocumentPreview *self)
{
  g_return_val_if_fail (TRANCHE_IS_DOCUMENT_PREVIEW (self), 0);

  return tranche_document_sheets_get_count (self->sheets);
}

static void
set_zoom (TrancheDocumentPreview *self, double zoom)
{
  if (self->zoom == zoom)
    return;

  self->zoom = zoom;
  tranche_document_sheets_forget_textures (self->sheets);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ZOOM]);
}

void
tranche_document_preview_zoom_in (TrancheDocumentPreview *self)
{
  guint step = 0;

  g_return_if_fail (TRANCHE_IS_DOCUMENT_PREVIEW (self));

  while (step < G_N_ELEMENTS (zoom_steps)
         && zoom_steps[step] < tranche_document_preview_get_zoom (self) + 0.01)
    step++;
  if (step < G_N_ELEMENTS (zoom_steps))
    set_zoom (self, zoom_steps[step] * ACTUAL_SIZE);
}

void
tranche_document_preview_zoom_out (TrancheDocumentPreview *self)
{
  guint step = G_N_ELEMENTS (zoom_steps);

  g_return_if_fail (TRANCHE_IS_DOCUMENT_PREVIEW (self));

  while (step > 0 && zoom_steps[step - 1] > tranche_document_preview_get_zoom (self) - 0.01)
    step--;
  if (step > 0)
    set_zoom (self, zoom_steps[step - 1] * ACTUAL_SIZE);
}

void
tranche_document_preview_zoom_to_fit (TrancheDocumentPreview *self)
{
  g_return_if_fail (TRANCHE_IS_DOCUMENT_PREVIEW (self));

  set_zoom (self, 0);
}

double
tranche_document_preview_get_zoom (TrancheDocumentPreview *self)
{
  g_return_val_if_fail (TRANCHE_IS_DOCUMENT_PREVIEW (self), 1);

  return get_current_scale (self) / ACTUAL_SIZE;
}

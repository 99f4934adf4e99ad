/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the matrix of a large model costs the main thread, and beside it the obvious way: a grid of
 * check buttons. Each line it prints is a name and a number, for tests/bench/run: processor seconds
 * of the main thread, or a count of widgets.
 */
#include "ui/segments/matrix-view.h"

#include <adwaita.h>
#include <stdlib.h>
#include <time.h>

#define BENEFITS 100
#define SEGMENTS 30
#define FRAMES 120
#define STEP 37
#define WIDTH 1200
#define HEIGHT 800

typedef struct
{
  const char *name;
  GtkWidget *window;
  GtkWidget *scrolled;
  GtkWidget *content;
  gboolean painted;
} Bench;

static double
read_clock (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
print_series (const Bench *bench, const char *what, double *seconds, guint n)
{
  qsort (seconds, n, sizeof *seconds, compare_doubles);
  g_print ("%s.%s.p50 %.9f\n%s.%s.p99 %.9f\n", bench->name, what, seconds[n / 2], bench->name, what,
           seconds[(n - 1) * 99 / 100]);
}

static guint
count_widgets (GtkWidget *widget)
{
  guint count = 1;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count += count_widgets (child);
  return count;
}

static void
painted_cb (Bench *bench)
{
  bench->painted = TRUE;
}

/* All that the main thread does until the next frame stands. */
static void
wait_for_frame (Bench *bench)
{
  bench->painted = FALSE;
  while (!bench->painted)
    g_main_context_iteration (NULL, TRUE);
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
open_window (Bench *bench)
{
  double began = read_clock ();

  bench->window = gtk_window_new ();
  bench->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (bench->scrolled), bench->content);
  gtk_window_set_default_size (GTK_WINDOW (bench->window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (bench->window), bench->scrolled);
  gtk_widget_realize (bench->window);
  g_signal_connect_swapped (
      gdk_surface_get_frame_clock (gtk_native_get_surface (GTK_NATIVE (bench->window))),
      "after-paint", G_CALLBACK (painted_cb), bench);
  gtk_window_present (GTK_WINDOW (bench->window));
  wait_for_frame (bench);
  g_print ("%s.open %.9f\n", bench->name, read_clock () - began);
  settle ();
}

static void
scroll (Bench *bench, const char *what, GtkAdjustment *adjustment)
{
  double seconds[FRAMES];
  double step = STEP;

  for (guint i = 0; i < FRAMES; i++)
    {
      double began = read_clock ();
      double value = gtk_adjustment_get_value (adjustment) + step;

      if (value < 0
          || value > gtk_adjustment_get_upper (adjustment)
                         - gtk_adjustment_get_page_size (adjustment))
        {
          step = -step;
          value = gtk_adjustment_get_value (adjustment) + step;
        }
      gtk_adjustment_set_value (adjustment, value);
      wait_for_frame (bench);
      seconds[i] = read_clock () - began;
    }
  print_series (bench, what, seconds, FRAMES);
}

static void
scroll_both (Bench *bench)
{
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (bench->scrolled);

  scroll (bench, "scroll-down", gtk_scrolled_window_get_vadjustment (scrolled));
  scroll (bench, "scroll-right", gtk_scrolled_window_get_hadjustment (scrolled));
  g_print ("%s.widgets %u\n", bench->name, count_widgets (bench->content));
}

static void
close_window (Bench *bench)
{
  gtk_window_destroy (GTK_WINDOW (bench->window));
  settle ();
}

/* Every third cell is checked. */
static gboolean
is_held (guint benefit, guint segment)
{
  return (benefit * SEGMENTS + segment) % 3 == 0;
}

static TrancheModelContent *
create_content (void)
{
  TrancheModelContent *content = tranche_model_content_new ();

  for (guint i = 0; i < SEGMENTS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Segment %u", i + 1);
      TrancheSegment *segment = g_object_new (TRANCHE_TYPE_SEGMENT, "name", name, "position",
                                              (gint64) i + 1, "active", TRUE, NULL);

      tranche_record_set_id (TRANCHE_RECORD (segment), i + 1);
      g_ptr_array_add (content->segments, segment);
    }
  for (guint i = 0; i < BENEFITS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Service number %u", i + 1);
      TrancheBenefit *benefit = g_object_new (
          TRANCHE_TYPE_BENEFIT, "name", name, "description",
          "What the client gets, in as many words as it takes to say it.", "frequency",
          1 + (int) i % 10, "kind", 1 + (int) i % 3, "position", (gint64) i + 1, NULL);

      tranche_record_set_id (TRANCHE_RECORD (benefit), i + 1);
      g_ptr_array_add (content->benefits, benefit);
    }
  for (guint i = 0; i < BENEFITS * SEGMENTS; i++)
    tranche_model_content_set_cell (content, i / SEGMENTS, i % SEGMENTS,
                                    is_held (i / SEGMENTS, i % SEGMENTS));
  return content;
}

static void
toggle (Bench *bench, TrancheMatrix *matrix)
{
  double seconds[FRAMES];

  for (guint i = 0; i < FRAMES; i++)
    {
      double began = read_clock ();

      tranche_matrix_begin_write (matrix, i % 5 + 1, i % 3 + 1, i % 2 == 0);
      tranche_matrix_end_write (matrix);
      wait_for_frame (bench);
      seconds[i] = read_clock () - began;
    }
  print_series (bench, "toggle", seconds, FRAMES);
}

/* As after every write: the whole model has been read again. */
static void
fill_again (Bench *bench, TrancheMatrix *matrix)
{
  double seconds[FRAMES / 4];

  for (guint i = 0; i < G_N_ELEMENTS (seconds); i++)
    {
      TrancheModelContent *content = create_content ();
      double began;

      tranche_model_content_set_cell (content, i % 5, 0, i % 2 == 0);
      began = read_clock ();
      tranche_matrix_set_content (matrix, content);
      gtk_widget_queue_draw (bench->content);
      wait_for_frame (bench);
      seconds[i] = read_clock () - began;
    }
  print_series (bench, "read-again", seconds, G_N_ELEMENTS (seconds));
}

static void
measure_matrix (void)
{
  Bench bench = { .name = "matrix" };
  g_autoptr (TrancheMatrix) matrix = tranche_matrix_new ();

  tranche_matrix_set_content (matrix, create_content ());
  bench.content = tranche_matrix_view_new ();
  tranche_matrix_view_set_matrix (TRANCHE_MATRIX_VIEW (bench.content), matrix);
  open_window (&bench);
  toggle (&bench, matrix);
  fill_again (&bench, matrix);
  scroll_both (&bench);
  close_window (&bench);
}

static void
measure_grid (void)
{
  Bench bench = { .name = "grid" };
  GtkWidget *grid = gtk_grid_new ();
  double seconds[FRAMES];

  for (guint i = 0; i < SEGMENTS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Segment %u", i + 1);

      gtk_grid_attach (GTK_GRID (grid), gtk_label_new (name), (int) i + 1, 0, 1, 1);
    }
  for (guint i = 0; i < BENEFITS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Service number %u", i + 1);

      gtk_grid_attach (GTK_GRID (grid), gtk_label_new (name), 0, (int) i + 1, 1, 1);
      for (guint j = 0; j < SEGMENTS; j++)
        {
          GtkWidget *button = gtk_check_button_new ();

          gtk_check_button_set_active (GTK_CHECK_BUTTON (button), is_held (i, j));
          gtk_grid_attach (GTK_GRID (grid), button, (int) j + 1, (int) i + 1, 1, 1);
        }
    }
  bench.content = grid;
  open_window (&bench);
  for (guint i = 0; i < FRAMES; i++)
    {
      double began = read_clock ();

      gtk_check_button_set_active (
          GTK_CHECK_BUTTON (gtk_grid_get_child_at (GTK_GRID (grid), i % 3 + 1, i % 5 + 1)),
          i % 2 == 0);
      gtk_widget_queue_draw (grid);
      wait_for_frame (&bench);
      seconds[i] = read_clock () - began;
    }
  print_series (&bench, "toggle", seconds, FRAMES);
  scroll_both (&bench);
  close_window (&bench);
}

/* As the program itself has it by its resource path. */
static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/io/github/tranche_app/Tranche/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

int
main (void)
{
  adw_init ();
  load_style ();
  measure_matrix ();
  measure_grid ();
  return EXIT_SUCCESS;
}
